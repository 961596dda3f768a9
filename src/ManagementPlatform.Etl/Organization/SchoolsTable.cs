using System.Runtime.CompilerServices;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Storage.Exports;

namespace ManagementPlatform.Etl.Organization;

/// <summary>
/// 学校: a new line is a school that is taken over with its code, active at once; what needs a decision never changes here.
/// </summary>
public sealed class SchoolsTable(SchoolLineQueries lines, TakeOverSchool takeOver, EditSchool edit) : SchoolTable<SchoolLine>
{
    public override SchoolTableKind Kind => SchoolTableKind.Schools;

    public override IReadOnlyList<ListColumn<SchoolLine>> Columns => SchoolColumns.All;

    public override bool NeedsSchool => false;

    protected override async IAsyncEnumerable<SchoolLine> LinesAsync(
        OptionTexts texts, long scope, [EnumeratorCancellation] CancellationToken cancel)
    {
        var units = await lines.SubUnitsAsync(scope, cancel);
        await foreach (var line in lines.SchoolsAsync(scope, cancel))
            yield return line with { SubUnits = SubUnitTexts.Write(units[line.SchoolId], texts) };
    }

    internal override async Task<IReadOnlyList<SchoolLine>> LinesAsync(
        OptionTexts texts, IReadOnlyList<string> codes, long scope, CancellationToken cancel)
    {
        var known = await lines.SchoolsAsync(codes, scope, cancel);
        var units = await lines.SubUnitsAsync(known.Select(line => line.SchoolId), cancel);
        return [.. known.Select(line => line with { SubUnits = SubUnitTexts.Write(units[line.SchoolId], texts) })];
    }

    internal override SchoolLine Copy(SchoolLine line) => line with { };

    internal override Task AddAsync(SchoolLine line, Caller caller, CancellationToken cancel)
    {
        if (line.Status is not (null or SchoolStatus.Active))
            throw Refused.Invalid("not_active", "只能导入状态为“正常”的学校。", "status");
        var form = new SchoolForm
        {
            Name = line.Name,
            TypeCode = line.TypeCode,
            OrganizerCode = line.OrganizerCode,
            CountyId = line.County is { } county ? BureauCode.Key(county) : null,
            SupervisingId = line.Supervising is { } bureau ? BureauCode.Key(bureau) : null,
            LocationCode = line.LocationCode,
            UrbanRuralCode = line.UrbanRuralCode,
            SchoolingSystem = line.SchoolingSystem,
            Contact = Contact(line),
        };
        return takeOver.TakeOverAsync(
            new TakenSchool(line.Code, form, line.SchoolYear, SubUnitTexts.Read(line.SubUnits)), caller, cancel);
    }

    internal override Task EditAsync(SchoolLine line, Caller caller, CancellationToken cancel) => edit.EditAsync(
        line.SchoolId, line.RowVersion,
        new SchoolEdit(Contact(line), line.OrganizerCode, line.UrbanRuralCode, line.SchoolingSystem), caller, cancel);

    private static SchoolContact Contact(SchoolLine line) => new()
    {
        EnglishName = line.EnglishName,
        Address = line.Address,
        PostalCode = line.PostalCode,
        Phone = line.Phone,
        Fax = line.Fax,
        Email = line.Email,
        Website = line.Website,
        FoundedOn = line.FoundedOn,
        CreditCode = line.CreditCode,
        LegalRepresentative = line.LegalRepresentative,
        PrincipalName = line.PrincipalName,
        OwnerCode = line.OwnerCode,
        EthnicAttributeCode = line.EthnicAttributeCode,
        LanguageCode = line.LanguageCode,
    };
}
