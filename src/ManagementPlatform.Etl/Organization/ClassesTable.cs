using System.Globalization;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Storage.Exports;

namespace ManagementPlatform.Etl.Organization;

/// <summary>班级.</summary>
public sealed class ClassesTable(SchoolLineQueries lines, FormClass form, EditClass edit) : SchoolTable<ClassLine>
{
    public override SchoolTableKind Kind => SchoolTableKind.Classes;

    public override IReadOnlyList<ListColumn<ClassLine>> Columns => ClassColumns.All;

    protected override IAsyncEnumerable<ClassLine> LinesAsync(OptionTexts texts, long scope, CancellationToken cancel) =>
        lines.ClassesAsync(scope, cancel);

    internal override Task<IReadOnlyList<ClassLine>> LinesAsync(
        OptionTexts texts, IReadOnlyList<string> codes, long scope, CancellationToken cancel) => lines.ClassesAsync(codes, scope, cancel);

    internal override ClassLine Copy(ClassLine line) => line with { };

    internal override async Task AddAsync(ClassLine line, Caller caller, CancellationToken cancel)
    {
        if (line.Status is not (null or ClassStatus.Active))
            throw Refused.Invalid("not_active", "只能导入状态为“在读”的班级。", "status");
        var (unit, teacher) = await PartsAsync(line, cancel);
        var made = new ClassForm
        {
            SchoolId = line.SchoolId,
            SubUnitId = unit,
            Stage = line.Stage?.ToString(CultureInfo.InvariantCulture),
            EntryYear = line.EntryYear,
            Grade = line.Grade,
            ClassNumber = line.ClassNumber,
            Name = line.Name,
            TypeCode = line.TypeCode,
            SchoolingSystem = line.SchoolingSystem,
            HeadTeacherId = teacher,
            FormedOn = line.FormedOn,
        };
        await form.FormAsync(made, caller, cancel);
    }

    internal override async Task EditAsync(ClassLine line, Caller caller, CancellationToken cancel)
    {
        var (unit, teacher) = await PartsAsync(line, cancel);
        await edit.EditAsync(
            line.ClassId, line.RowVersion,
            new ClassEdit(line.Name, line.ClassNumber, line.TypeCode, unit, teacher), caller, cancel);
    }

    private async Task<(long? SubUnit, long? Teacher)> PartsAsync(ClassLine line, CancellationToken cancel)
    {
        var unit = line.SubUnit is { } name ? await lines.SubUnitIdAsync(line.SchoolId, name, cancel) : null;
        var teacher = line.HeadTeacher is { } number ? await lines.StaffIdAsync(line.SchoolId, number, cancel) : null;
        var problems = new List<Problem>();
        if (line.SubUnit is not null && unit is null)
            problems.Add(new Problem("sub_unit_unknown", "学校没有该名称的教学点或附设班。", "subUnitId"));
        if (line.HeadTeacher is not null && teacher is null)
            problems.Add(new Problem("staff_unknown", "学校没有该工号的教职工；请先导入教职工。", "headTeacherId"));
        return problems.Count == 0 ? (unit, teacher) : throw Refused.Invalid(problems);
    }
}
