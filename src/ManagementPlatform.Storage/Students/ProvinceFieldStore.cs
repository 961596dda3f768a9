using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Storage.Students;

/// <summary>See <see cref="IProvinceFieldStore"/>.</summary>
public sealed class ProvinceFieldStore(DbSession session) : IProvinceFieldStore
{
    private static readonly Sql OfProvince = StudentTables.ProvinceField.Select(
        "WHERE province_code = @province ORDER BY sort, field_code");

    public Task<IReadOnlyList<ProvinceField>> ListAsync(string provinceCode, CancellationToken cancel) =>
        session.QueryAsync<ProvinceField>(OfProvince, new { province = Ansi.Code(provinceCode) }, cancel);

    public Task AddAsync(ProvinceField field, CancellationToken cancel) =>
        session.InsertAsync(StudentTables.ProvinceField, field, cancel);

    public Task UpdateAsync(ProvinceField field, CancellationToken cancel) =>
        session.UpdateAsync(StudentTables.ProvinceField, field, cancel);
}
