using System.Globalization;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>
/// 升级: a school's year roll-over. Grades belong to classes, so it moves the classes, some dozens, and no pupil's row. A suspended
/// pupil keeps the grade he was suspended in (it stands in his change) and chooses his class when he resumes.
/// </summary>
public sealed class PromoteSchool(IPromotionStore store, IReferenceData reference, IUnitOfWork work, TimeProvider time)
{
    /// <returns>How many classes moved; 0 when the school was promoted before, so that a second run changes nothing.</returns>
    /// <exception cref="RefusalException">Outside the window, or pupils of a graduating class are still in class.</exception>
    public async Task<int> HandleAsync(long schoolId, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.PromoteSchools);
        var school = await store.FindSchoolAsync(schoolId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        var today = BeijingTime.Today(time);
        if (school.SchoolYear >= today.Year)
            return 0;
        var snapshot = await reference.GetAsync(cancel);
        PromotionWindow.Demand(snapshot.Rules.Find(school.ProvinceCode, RuleNames.PromotionWindow, today), today);
        return await work.CommitAsync(caller, "enrollment.promote_school", c => PromoteAsync(schoolId, today, caller, c), cancel);
    }

    private async Task<int> PromoteAsync(long schoolId, DateOnly today, Caller caller, CancellationToken cancel)
    {
        var school = await store.FindSchoolAsync(schoolId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");

        // First, so that nobody registers a pupil into a graduating class that was just counted.
        await store.MoveSchoolAsync(school, cancel);
        var classes = await store.ClassesAsync(schoolId, cancel);
        DemandFinished(classes);
        foreach (var schoolClass in classes)
        {
            await store.MoveClassAsync(schoolClass, schoolClass.Grade.Next(schoolClass.System), today, cancel);
            work.Changed(Entity.SchoolClass, schoolClass.ClassId, schoolClass.RowVersion + 1);
        }

        work.Changed(Entity.School, schoolId, school.RowVersion + 1);
        work.Audited(new AuditLine(Entity.School, schoolId, Detail: new { from = school.SchoolYear, to = school.SchoolYear + 1, classes = classes.Count }));
        return classes.Count;
    }

    // docs/rules.md §1.5 毕业: open business is cleared and everybody has graduated before a graduating class ends.
    private static void DemandFinished(IReadOnlyList<PromotedClass> classes)
    {
        var problems = classes
            .Where(c => c.Grade.IsGraduating(c.System) && c.InClass + c.OpenBusiness > 0)
            .Select(c => new Problem("not_graduated", string.Create(
                CultureInfo.InvariantCulture, $"{c.Grade.Name}{c.Name}还有{c.InClass}名在读学生、{c.OpenBusiness}项在办业务，请先办理毕业。")))
            .ToList();
        if (problems.Count > 0)
            throw Refused.Conflict("not_graduated", "毕业班尚未办理毕业，不能升级。", problems);
    }
}
