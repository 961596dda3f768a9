using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>A school as another register keeps it.</summary>
/// <param name="Code">The 学校标识码 that it has.</param>
/// <param name="SchoolYear">
/// The school year that its classes stand in, not more than one away from today's; today's when null.
/// </param>
/// <param name="SubUnits">教学点 and 附设班.</param>
public sealed record TakenSchool(string? Code, SchoolForm Form, int? SchoolYear, IReadOnlyList<SubUnitForm> SubUnits);

/// <summary>
/// 首次接管: a bureau takes over a school that works already and has its 学校标识码. Application and issue of a code lie behind it, so it
/// is active at once; the code must suit type and province and must never have been another school's (docs/rules.md §2.3).
/// </summary>
public sealed class TakeOverSchool(
    SchoolRegister register, ISchoolStore schools, ISubUnitStore subUnits, ICurrentCenter current,
    IIdentifiers identifiers, IUnitOfWork work)
{
    /// <summary>Inside a unit of work that somebody else began. Whatever is refused, nothing of the school is stored.</summary>
    /// <exception cref="RefusalException">
    /// Says everything that is wrong with the form, or why the caller or the code cannot have it.
    /// </exception>
    public async Task<RegisteredSchool> TakeOverAsync(TakenSchool taken, Caller caller, CancellationToken cancel)
    {
        var centerCode = (await current.GetAsync(cancel)).CenterCode;
        var line = await register.CountyAsync(taken.Form.CountyId, caller, cancel);
        var check = await register.CheckAsync(null, cancel);
        var draft = NewSchool.Read(taken.Form, line, check, register.Today);
        var code = Code(check, taken.Code, draft.Details.TypeCode, centerCode);
        var year = Year(check, taken.SchoolYear, register.Today);
        var units = SubUnits(check, taken.SubUnits);
        check.ThrowIfAny();
        var school = Started(draft.Register(identifiers.Next(), centerCode, check.Reference.Pinyin), code, year);
        school.DemandAuthority(caller);
        if (await schools.FindCodeAsync(code.Text, cancel) is { } holder)
            SchoolCodeLifeCycle.DemandAssignable(
                school.Id, new SchoolCodeHolder(holder.SchoolId, holder.State == SchoolCodeState.Void));
        await StoreAsync(school, line, units, caller, cancel);
        return school;
    }

    private static RegisteredSchool Started(RegisteredSchool school, SchoolCode code, int year)
    {
        var active = school.WithCode(code).WithStatus(SchoolStatus.Active);
        return active with { Details = active.Details with { SchoolYear = year } };
    }

    private async Task StoreAsync(
        RegisteredSchool school, BureauLine line, IReadOnlyList<SubUnitDraft> units, Caller caller, CancellationToken cancel)
    {
        var decision = new SchoolDecision(register.Today, Note: "首次接管");
        await schools.AddAsync(school, cancel);
        await register.SetBureausAsync(school, line, cancel);
        await schools.AddCodeAsync(
            new SchoolCodeRecord { Code = school.Node.Code!, SchoolId = school.Id, State = SchoolCodeState.Active, AssignedOn = register.Today }, cancel);
        await schools.AddEventAsync(
            register.Event(school.Id, SchoolEventKind.CodeIssued, decision, caller, after: school.Node.Code), cancel);
        work.Changed(Entity.School, school.Id, school.Version);
        work.Audited(new AuditLine(Entity.School, school.Id, Reason: decision.Note, Detail: new { school.Node.Name, school.Node.Code, school.Details }));
        foreach (var draft in units)
        {
            var unit = draft.Open(identifiers.Next(), school);
            await subUnits.AddAsync(unit, cancel);
            work.Changed(Entity.SubUnit, unit.SubUnitId, unit.RowVersion);
            work.Audited(new AuditLine(Entity.SubUnit, unit.SubUnitId, Detail: unit));
        }
    }

    private static SchoolCode Code(FormCheck check, string? text, string typeCode, string centerCode)
    {
        const string Field = "code";
        if (string.IsNullOrWhiteSpace(text))
            check.Error("required", "学校标识码必须填写；没有标识码的学校请办理设立。", Field);
        else if (!SchoolCode.TryParse(text, out var code, out var fault))
            check.Error("bad_school_code", fault.Text() + "。", Field);
        else if (code.Province != LocalCodeIssuer.ProvinceOf(centerCode))
            check.Error("code_of_other_province", "学校标识码不是本省的。", Field);
        else if (SchoolType.Find(typeCode) is { } type && type.Category != code.Category)
            check.Error("code_of_other_category", "学校标识码前两位与办学类型不符。", Field);
        else
            return code;
        return default;
    }

    private static int Year(FormCheck check, int? year, DateOnly today)
    {
        var now = SchoolYear.Of(today).StartYear;
        check.Demand(
            year is null || Math.Abs(year.Value - now) <= 1, "school_year_out_of_range",
            $"学年应为{now - 1}至{now + 1}。", "schoolYear");
        return year ?? now;
    }

    private static List<SubUnitDraft> SubUnits(FormCheck check, IReadOnlyList<SubUnitForm> forms)
    {
        const string Field = "subUnits";
        var own = new FormCheck(check.Reference);
        List<SubUnitDraft> units = [.. forms.Select(form => OpenSubUnit.Read(form, own))];
        foreach (var problem in own.Problems)
            check.Error(problem.Code, "教学点或附设班的" + problem.Message, Field);
        check.Demand(units.DistinctBy(unit => unit.Name).Count() == units.Count, "same_sub_unit", "教学点或附设班重名。", Field);
        return units;
    }
}
