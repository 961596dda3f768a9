using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>A merger: one school goes on, the others end in it.</summary>
/// <param name="SuccessorId">The school that goes on.</param>
/// <param name="Merged">The schools that end, with the version of each that the caller read.</param>
/// <param name="KeepCode">The code that the successor bears from now on: one of theirs or its own; null for a new one.</param>
/// <param name="Name">The successor's new name; null when it keeps its own.</param>
/// <param name="TypeCode">What it is from now on; null when that stays.</param>
public sealed record SchoolMerger(
    long SuccessorId,
    int Version,
    IReadOnlyList<MergedSchool> Merged,
    string? KeepCode,
    SchoolDecision Decision,
    string? Name = null,
    string? TypeCode = null);

/// <summary>A school that ends in another.</summary>
public sealed record MergedSchool(long SchoolId, int Version);

/// <summary>
/// 合并. Classes, pupils, staff and sub-units go to the successor; of the codes one may stay (docs/rules.md §2.3).
/// </summary>
public sealed class MergeSchools(
    SchoolRegister register, ISchoolStore schools, SchoolContentsMove contents, CaseHeirs cases, IUnitOfWork work)
{
    private const int MostAtOnce = 20;

    public async Task<RegisteredSchool> HandleAsync(SchoolMerger merger, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        var keys = await contents.ReserveAsync([.. merger.Merged.Take(MostAtOnce).Select(school => school.SchoolId)], cancel);
        return await work.CommitAsync(caller, "school.merge", c => MergeAsync(merger, keys, caller, c), cancel);
    }

    private async Task<RegisteredSchool> MergeAsync(
        SchoolMerger merger, IReadOnlyDictionary<long, ReservedKeys> keys, Caller caller, CancellationToken cancel)
    {
        var check = await register.CheckAsync(merger.Decision, cancel);
        var keep = Kept(merger.KeepCode, check);
        DemandList(merger, check);
        var before = await register.FindForDecisionAsync(merger.SuccessorId, merger.Version, caller, cancel, SchoolStatus.Active);
        var successor = Successor(merger, before, check);
        check.ThrowIfAny();
        var absorbed = new List<RegisteredSchool>();
        foreach (var merged in merger.Merged)
            absorbed.Add(
                await register.FindForDecisionAsync(merged.SchoolId, merged.Version, caller, cancel, SchoolStatus.Active));
        if (absorbed.Exists(school => school.Details.SchoolYear != before.Details.SchoolYear))
            throw Refused.Conflict("school_years_differ", "各校所处学年不一致，请先完成学年升级再合并。");
        var outcome = SchoolCodeLifeCycle.Merge(
            [before.Code!.Value, .. absorbed.Select(school => school.Code!.Value)], successor.Type, keep);
        foreach (var school in absorbed)
            await AbsorbAsync(school, successor, merger.Decision, keys[school.Id], caller, cancel);
        successor = await CodeAsync(successor, outcome, merger.Decision, cancel);
        await contents.DemandStagesAsync(successor, cancel);
        var names = string.Join('、', absorbed.Select(school => school.Node.Name));
        var happened = register.Event(
            successor.Id, SchoolEventKind.Absorbed, merger.Decision, caller, names, successor.Node.Name);
        return await register.WriteAsync(before, successor, happened, cancel);
    }

    private static void DemandList(SchoolMerger merger, FormCheck check)
    {
        var ids = merger.Merged.Select(school => school.SchoolId).ToHashSet();
        check.Demand(
            merger.Merged.Count is > 0 and <= MostAtOnce && ids.Count == merger.Merged.Count && !ids.Contains(merger.SuccessorId),
            "merged_schools", $"请列出 1 至 {MostAtOnce} 所被并入的学校，每所一次，且不含合并后的学校。", "merged");
    }

    private static RegisteredSchool Successor(SchoolMerger merger, RegisteredSchool before, FormCheck check)
    {
        var name = merger.Name is null ? before.Node.Name : SchoolCheck.Name(check, merger.Name);
        var type = merger.TypeCode is null
            ? before.Details.TypeCode : SchoolCheck.Type(check, merger.TypeCode)?.Code ?? before.Details.TypeCode;
        return new RegisteredSchool(
            before.Node with { Name = name, NamePinyin = OrganizationNode.PinyinOf(name, check.Reference.Pinyin) },
            before.Details with { TypeCode = type });
    }

    private static SchoolCode? Kept(string? text, FormCheck check)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (SchoolCode.TryParse(text, out var code, out var fault))
            return code;
        check.Error("bad_school_code", fault.Text() + "。", "keepCode");
        return null;
    }

    private async Task AbsorbAsync(
        RegisteredSchool school, RegisteredSchool successor, SchoolDecision decision, ReservedKeys keys,
        Caller caller, CancellationToken cancel)
    {
        await contents.MoveAllAsync(school, successor, decision.EffectiveOn, keys, caller, cancel);
        await schools.LetSuccessorSeeAsync(successor.Id, school.Id, cancel);
        var happened = register.Event(
            school.Id, SchoolEventKind.Merged, decision, caller, school.Node.Code, successor.Node.Name, successor.Id);
        await register.WriteAsync(school, school.WithCode(null).WithStatus(SchoolStatus.Merged), happened, cancel);
        await cases.InheritAsync(school.Id, successor.Id, receives: true, cancel);
        await cases.FollowBureauAsync(successor.Id, school.Details.SupervisingId, successor.Details.SupervisingId, cancel);
    }

    private async Task<RegisteredSchool> CodeAsync(
        RegisteredSchool successor, SchoolCodeOutcome outcome, SchoolDecision decision, CancellationToken cancel)
    {
        await register.VoidAsync(outcome.Voided, decision.EffectiveOn, "学校合并", cancel);
        if (outcome.Kept is not { } kept)
        {
            var issued = await register.IssueAsync(
                successor.Id, successor.Type, successor.Node.HomeCenter, decision.EffectiveOn, cancel);
            return successor.WithCode(issued).WithStatus(issued is null ? SchoolStatus.Pending : SchoolStatus.Active);
        }

        var record = (await schools.FindCodeAsync(kept.Text, cancel))!;
        if (record.SchoolId != successor.Id)
            await schools.UpdateCodeAsync(record with { SchoolId = successor.Id, Reason = "合并后沿用" }, cancel);
        return successor.WithCode(kept);
    }
}
