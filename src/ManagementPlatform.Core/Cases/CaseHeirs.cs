using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Cases;

/// <summary>
/// Running cases when schools end, hand classes over or come under another bureau: nothing waits for somebody who is gone, and a
/// case follows its pupil. The day until when somebody has to act stays. What a school has decided stays under its name.
/// </summary>
public sealed class CaseHeirs(ICaseStore store, IEnumerable<ICaseKind> kinds, ICurrentCenter center, IUnitOfWork work)
{
    /// <summary>
    /// A school has ended: what waits for it and what it submitted is the heir's. Only after the school's own row is written:
    /// then whoever moved a case to it meanwhile has finished.
    /// </summary>
    /// <param name="heirId">The school it went into, or the bureau that is left with what it had.</param>
    /// <param name="receives">The heir is a school: pupils who were to come to the old one come to it.</param>
    public async Task InheritAsync(long schoolId, long heirId, bool receives, CancellationToken cancel)
    {
        var here = (await center.GetAsync(cancel)).CenterCode;
        foreach (var file in await store.RunningOfSchoolAsync(schoolId, cancel))
        {
            // The file of a joint case of another province is that province's to write, though the other record is at a school of
            // this one.
            var inherited = (KeyMaker.Of(file.CaseId) ?? here) != here ? file : file with
            {
                OrganizationId = file.OrganizationId == schoolId ? heirId : file.OrganizationId,
                ToSchoolId = receives && file.ToSchoolId == schoolId ? heirId : file.ToSchoolId,
            };
            await HandAsync(file, inherited, schoolId, heirId, cancel);
        }
    }

    /// <summary>Classes go to another school, which from now on does for their pupils what the old one did.</summary>
    public async Task FollowAsync(
        IReadOnlyCollection<long> classIds, long fromSchoolId, long toSchoolId, CancellationToken cancel)
    {
        foreach (var file in await store.RunningOfClassesAsync(classIds, cancel))
        {
            var followed = file.OrganizationId == fromSchoolId ? file with { OrganizationId = toSchoolId } : file;
            await HandAsync(file, followed, fromSchoolId, toSchoolId, cancel);
        }
    }

    /// <summary>
    /// A school has come under another bureau: what waited at the old one because it supervised the school waits at the new one.
    /// Only after the school's own row is written, as for <see cref="InheritAsync"/>.
    /// </summary>
    public async Task FollowBureauAsync(long schoolId, long fromBureauId, long toBureauId, CancellationToken cancel)
    {
        if (fromBureauId == toBureauId)
            return;
        foreach (var file in await store.RunningOfBureauAsync(schoolId, fromBureauId, cancel))
        {
            var open = (await store.OpenAsync(file.StudentId, file.CaseId, cancel))!;
            var decisions = await store.DecisionsAsync(file, cancel);
            var entry = await kinds.Single(kind => kind.Code == file.Kind).EnterAsync(file, open.Node, decisions, cancel);

            // The bureau may be the other side's as well, and the node have nothing to decide: here a person says so.
            var holder = entry.Passes ? toBureauId : entry.OrganizationId;
            if (holder != open.OrganizationId)
                await HandAsync(file, file, open.OrganizationId, holder, cancel);
        }

        await store.HandChangesAsync(schoolId, fromBureauId, toBureauId, cancel);
    }

    private async Task HandAsync(CaseFile before, CaseFile after, long from, long to, CancellationToken cancel)
    {
        var open = await store.OpenAsync(before.StudentId, before.CaseId, cancel);
        if (open?.OrganizationId == from)
            await store.HandOverAsync(open, to, cancel);
        else if (after == before)
            return;
        if (after != before)
        {
            await store.UpdateAsync(after, cancel);
            var decisions = await store.DecisionsAsync(before, cancel);
            work.Changed(Entity.Case, before.CaseId, before.RowVersion + 1 + decisions.Count);
        }

        work.Audited(new AuditLine(Entity.Case, before.CaseId, before.StudentId, Detail: new { before.Kind, from, to }));
    }
}
