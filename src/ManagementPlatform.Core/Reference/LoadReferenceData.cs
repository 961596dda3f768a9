using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Reference;

/// <summary>How many rows a load added and overwrote, by part.</summary>
public sealed record LoadedReferenceData(IReadOnlyDictionary<ReferencePart, int> Rows)
{
    public int Total => Rows.Values.Sum();
}

/// <summary>
/// Brings the reference tables to what the files say: adds what is new, overwrites what differs, takes nothing away. Loading the same
/// files again changes nothing.
/// </summary>
public sealed class LoadReferenceData(IReferenceStore store, IReferenceData data, IUnitOfWork work)
{
    private static readonly Dictionary<ReferencePart, Entity> Entities = new()
    {
        [ReferencePart.CodeTables] = Entity.CodeTable,
        [ReferencePart.Regions] = Entity.Region,
        [ReferencePart.Calendar] = Entity.Calendar,
        [ReferencePart.Rules] = Entity.ProvinceRule,
    };

    public async Task<LoadedReferenceData> HandleAsync(ReferenceSet set, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageReference);

        // Most loads find nothing to do: look before taking the writer's place.
        if (Total(ReferenceDifference.Of(await store.ReadAsync(cancel), set)) == 0)
            return new LoadedReferenceData(new Dictionary<ReferencePart, int>());
        var loaded = await work.CommitAsync(caller, "reference.load", c => LoadAsync(set, c), cancel);
        data.Forget();
        return loaded;
    }

    private async Task<LoadedReferenceData> LoadAsync(ReferenceSet set, CancellationToken cancel)
    {
        var stored = await store.ReadAsync(cancel);
        var changes = ReferenceDifference.Of(stored, set);
        Demand(stored, changes);
        await store.StoreAsync(changes, cancel);
        var rows = Enum.GetValues<ReferencePart>().Where(part => changes.Count(part) > 0).ToDictionary(part => part, changes.Count);
        foreach (var part in rows.Keys)
            work.Changed(Entities[part], 0, await store.NextVersionAsync(part, cancel));
        work.Audited(new AuditLine(Entity.CodeTable, null, Detail: rows.ToDictionary(part => part.Key.ToString(), part => part.Value)));
        return new LoadedReferenceData(rows);
    }

    // What a province set for itself stays when the nation narrows its own: then both hold, and the narrower one wins.
    private static void Demand(ReferenceSet stored, ReferenceChanges changes)
    {
        List<ProvinceRule> loaded = [.. changes.Added.Rules, .. changes.Updated.Rules];
        var keys = loaded.Select(Key).ToHashSet();
        List<ProvinceRule> all = [.. loaded, .. stored.Rules.Where(rule => !keys.Contains(Key(rule)))];
        var problems = loaded.Select(rule => RuleNarrowing.Check(rule, all)).OfType<Problem>().ToList();
        if (problems.Count > 0)
            throw Refused.Invalid(problems);

        static (string, string, DateOnly) Key(ProvinceRule rule) => (rule.ProvinceCode, rule.RuleName, rule.ValidFrom);
    }

    private static int Total(ReferenceChanges changes) => Enum.GetValues<ReferencePart>().Sum(changes.Count);
}
