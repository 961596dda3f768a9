using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Storage.Exports;

namespace ManagementPlatform.Etl.Organization;

/// <summary>教职工. Nobody leaves a school by an import.</summary>
public sealed class StaffTable(SchoolLineQueries lines, RegisterStaff register, EditStaff edit) : SchoolTable<StaffLine>
{
    public override SchoolTableKind Kind => SchoolTableKind.Staff;

    public override IReadOnlyList<ListColumn<StaffLine>> Columns => StaffColumns.All;

    public override bool IsGuarded => true;

    protected override IAsyncEnumerable<StaffLine> LinesAsync(OptionTexts texts, long scope, CancellationToken cancel) =>
        lines.StaffAsync(scope, cancel);

    internal override Task<IReadOnlyList<StaffLine>> LinesAsync(
        OptionTexts texts, IReadOnlyList<string> codes, long scope, CancellationToken cancel) => lines.StaffAsync(codes, scope, cancel);

    internal override StaffLine Copy(StaffLine line) => line with { };

    internal override Task AddAsync(StaffLine line, Caller caller, CancellationToken cancel) =>
        register.RegisterAsync(Form(line), caller, cancel);

    internal override Task EditAsync(StaffLine line, Caller caller, CancellationToken cancel) =>
        edit.EditAsync(line.StaffId, line.RowVersion, Form(line), caller, cancel);

    private static StaffForm Form(StaffLine line) => new()
    {
        SchoolId = line.SchoolId,
        StaffNumber = line.StaffNumber,
        Name = line.Name,
        SexCode = line.SexCode,
        BirthDate = line.BirthDate,
        DocumentType = line.DocumentType,
        DocumentNumber = line.DocumentNumber?.Text,
        EthnicityCode = line.EthnicityCode,
        NationalityCode = line.NationalityCode,
        BirthPlaceCode = line.BirthPlaceCode,
        PoliticalStatusCode = line.PoliticalStatusCode,
        EducationLevelCode = line.EducationLevelCode,
        PostCode = line.PostCode,
        EstablishmentCode = line.EstablishmentCode,
        Subject = line.Subject,
        WorkStartedOn = line.WorkStartedOn,
        JoinedOn = line.JoinedOn,
        Phone = line.Phone,
        Email = line.Email,
    };
}
