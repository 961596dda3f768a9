using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Storage.Exports;

namespace ManagementPlatform.Etl.Organization;

/// <summary>办学条件, a line a school and year.</summary>
public sealed class ConditionsTable(SchoolLineQueries lines, RecordSchoolCondition record) : SchoolTable<ConditionLine>
{
    public override SchoolTableKind Kind => SchoolTableKind.Conditions;

    public override IReadOnlyList<ListColumn<ConditionLine>> Columns => ConditionColumns.All;

    protected override IAsyncEnumerable<ConditionLine> LinesAsync(OptionTexts texts, long scope, CancellationToken cancel) =>
        lines.ConditionsAsync(scope, cancel);

    internal override Task<IReadOnlyList<ConditionLine>> LinesAsync(
        OptionTexts texts, IReadOnlyList<string> codes, long scope, CancellationToken cancel) => lines.ConditionsAsync(codes, scope, cancel);

    internal override ConditionLine Copy(ConditionLine line) => line with { };

    internal override Task AddAsync(ConditionLine line, Caller caller, CancellationToken cancel) =>
        RecordAsync(line, version: null, caller, cancel);

    internal override Task EditAsync(ConditionLine line, Caller caller, CancellationToken cancel) =>
        RecordAsync(line, line.RowVersion, caller, cancel);

    private Task<SchoolCondition> RecordAsync(ConditionLine line, int? version, Caller caller, CancellationToken cancel) => line.Year is { } year
        ? record.RecordAsync(line.SchoolId, year, Form(line), version, caller, cancel)
        : throw Refused.Invalid("required", "年份必须填写。", "year");

    // A form of its own, not the line: a form that says nothing is told from one that does by comparing.
    private static SchoolConditionForm Form(ConditionLine line) => new()
    {
        SiteArea = line.SiteArea,
        BuildingArea = line.BuildingArea,
        TeachingArea = line.TeachingArea,
        DormitoryArea = line.DormitoryArea,
        DangerousArea = line.DangerousArea,
        SportsGroundArea = line.SportsGroundArea,
        ClassroomCount = line.ClassroomCount,
        MultimediaClassroomCount = line.MultimediaClassroomCount,
        BroadbandMbps = line.BroadbandMbps,
        HasCampusNetwork = line.HasCampusNetwork,
        ComputerCount = line.ComputerCount,
        TeachingComputerCount = line.TeachingComputerCount,
        LibraryVolumes = line.LibraryVolumes,
        EbookVolumes = line.EbookVolumes,
        FullTimeTeacherCount = line.FullTimeTeacherCount,
        PupilCount = line.PupilCount,
    };
}
