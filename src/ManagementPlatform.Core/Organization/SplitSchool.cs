using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>
/// A split: classes, pupils and staff of one school go to others that were founded for it and have their codes.
/// </summary>
/// <param name="Continues">The school goes on with what is left; otherwise everything has to go and it is closed.</param>
public sealed record SchoolSplit(
    long SchoolId, int Version, IReadOnlyList<SplitPart> Parts, bool Continues, SchoolDecision Decision);

/// <summary>What one of the new schools gets.</summary>
public sealed record SplitPart(long SchoolId, IReadOnlyList<long> ClassIds, IReadOnlyList<long> StaffIds);

/// <summary>
/// 分立. The school that goes on keeps its code; the new ones have theirs from their own application (docs/rules.md §2.3).
/// </summary>
public sealed class SplitSchool(
    SchoolRegister register, ISchoolStore schools, IClassStore classes, IStaffStore staff,
    SchoolContentsMove contents, CaseHeirs cases, IUnitOfWork work)
{
    private const int MostAtOnce = 10;

    public async Task<RegisteredSchool> HandleAsync(SchoolSplit split, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        var keys = (await contents.ReserveAsync([split.SchoolId], cancel))[split.SchoolId];
        return await work.CommitAsync(caller, "school.split", c => SplitAsync(split, keys, caller, c), cancel);
    }

    private async Task<RegisteredSchool> SplitAsync(SchoolSplit split, ReservedKeys keys, Caller caller, CancellationToken cancel)
    {
        var check = await register.CheckAsync(split.Decision, cancel);
        var ids = split.Parts.Select(part => part.SchoolId).ToHashSet();
        check.Demand(
            split.Parts.Count is > 0 and <= MostAtOnce && ids.Count == split.Parts.Count && !ids.Contains(split.SchoolId),
            "split_parts", $"请列出 1 至 {MostAtOnce} 所分立出的学校，每所一次，且不含原学校。", "parts");
        check.ThrowIfAny();
        var school = await register.FindForDecisionAsync(split.SchoolId, split.Version, caller, cancel, SchoolStatus.Active);
        var outcome = SchoolCodeLifeCycle.Split(school.Code!.Value, split.Continues ? school.Type : null, split.Parts.Count);
        var living = (await classes.LivingAsync(school.Id, cancel)).ToDictionary(schoolClass => schoolClass.ClassId);
        var people = (await staff.OfSchoolAsync(school.Id, cancel)).ToDictionary(person => person.StaffId);
        var receivers = new List<RegisteredSchool>();
        foreach (var part in split.Parts)
        {
            var to = await PartAsync(part, school, caller, cancel);
            var moving = part.ClassIds.Select(
                id => Handed(Take(living, id, "class_not_of_school", "要划出的班级不属于该校。"), part)).ToList();
            foreach (var id in part.StaffIds)
                await contents.MoveStaffAsync(Take(people, id, "staff_not_of_school", "要划出的教职工不属于该校。"), to.Id, cancel);
            var moved = await contents.MoveClassesAsync(
                school, to, moving, split.Decision.EffectiveOn, SchoolEventKind.Split, keys, caller, cancel);
            await contents.DemandStagesAsync(to, cancel);
            keys = keys.After(moved);
            receivers.Add(to);
        }

        if (!split.Continues && living.Count > 0)
            throw Refused.Conflict("classes_left", "原学校不再保留，须把全部班级划到分立出的学校。");
        await register.VoidAsync(outcome.Voided, split.Decision.EffectiveOn, "学校分立", cancel);
        var after = split.Continues ? school : school.WithCode(null).WithStatus(SchoolStatus.Closed);
        var happened = register.Event(
            school.Id, SchoolEventKind.Split, split.Decision, caller, school.Node.Name,
            string.Join('、', receivers.Select(to => to.Node.Name)));
        var written = await register.WriteAsync(school, after, happened, cancel);
        foreach (var to in receivers)
            await cases.FollowBureauAsync(to.Id, school.Details.SupervisingId, to.Details.SupervisingId, cancel);
        if (!split.Continues)
            await cases.InheritAsync(school.Id, school.Details.SupervisingId, receives: false, cancel);
        return written;
    }

    private async Task<RegisteredSchool> PartAsync(SplitPart part, RegisteredSchool from, Caller caller, CancellationToken cancel)
    {
        var to = await schools.FindAsync(part.SchoolId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        to.DemandAuthority(caller);
        to.DemandStatus("分立出的学校须已赋码。", SchoolStatus.Active);
        return to.Details.SchoolYear == from.Details.SchoolYear ? to
            : throw Refused.Conflict("school_years_differ", "各校所处学年不一致，请先完成学年升级再分立。");
    }

    // Its sub-unit stays with the old school, and so does a head teacher who does not go along.
    private static SchoolClass Handed(SchoolClass schoolClass, SplitPart part) => schoolClass with
    {
        SubUnitId = null,
        HeadTeacherId = schoolClass.HeadTeacherId is { } teacher && part.StaffIds.Contains(teacher) ? teacher : null,
    };

    private static T Take<T>(Dictionary<long, T> of, long id, string code, string message) =>
        of.Remove(id, out var taken) ? taken : throw Refused.Invalid(code, message, "parts");
}
