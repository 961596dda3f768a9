using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.Replication;

/// <summary>A kind of aggregate as replication carries it.</summary>
public sealed class ReplicatedEntity : IStatements
{
    /// <summary>Home of what the nation alone writes; an expression where a table has no such column.</summary>
    public const string OfNation = "'00'";

    /// <param name="states">SELECT of id, version and home of the aggregates <c>@ids</c>.</param>
    /// <param name="next">
    /// SELECT of the next <c>@count</c> keys of home <c>@home</c> after <c>@after</c> up to <c>@to</c>; null for one that no
    /// snapshot carries.
    /// </param>
    /// <param name="goesDown">The nation passes it on to provinces.</param>
    /// <param name="nextOfOthers">
    /// The same of any other home, for what the nation gives a province that joins; null when it gives nothing.
    /// </param>
    public ReplicatedEntity(
        Entity entity, string states, string? next, string? nextOfOthers, bool goesDown, params ReplicatedTable[] tables)
    {
        Entity = entity;
        Name = EnumText.Of(entity);
        Tables = tables;
        GoesDown = goesDown;
        States = Sql.Rendered(states);
        StatesInRange = Sql.Rendered(ReplicatedTable.InRange(states));
        Next = next is null ? null : Sql.Rendered(next);
        NextOfOthers = nextOfOthers is null ? null : Sql.Rendered(nextOfOthers);
    }

    public Entity Entity { get; }

    /// <summary>As in the change log and in bundles.</summary>
    public string Name { get; }

    /// <summary>Parents first.</summary>
    public IReadOnlyList<ReplicatedTable> Tables { get; }

    public bool GoesDown { get; }

    /// <summary>The table that rows of other aggregates refer to, by the aggregate's key.</summary>
    public ReplicatedTable Referred => Tables.FirstOrDefault(t => t.IsReferred) ?? Tables[0];

    /// <summary>The rows bear no home: who made the key writes it.</summary>
    public bool KeysTellHome { get; init; }

    public Sql States { get; }

    /// <summary>The same of the aggregates after the key <c>@after</c> up to <c>@to</c>.</summary>
    public Sql StatesInRange { get; }

    public Sql? Next { get; }

    public Sql? NextOfOthers { get; }

    /// <summary>One aggregate, with key 0, is the whole of its tables.</summary>
    public bool IsWhole => Tables.All(t => t.KeyIndex < 0);

    /// <summary>
    /// SELECT of the keys of other aggregates that the aggregates <c>@ids</c> refer to and a province may not have.
    /// </summary>
    public IReadOnlyList<(Entity Entity, Sql Ids)> Needs { get; init; } = [];

    /// <summary>
    /// SELECT of id and center: who is sent the aggregates <c>@ids</c> beside their home; null for what goes everywhere or
    /// nowhere.
    /// </summary>
    public Sql? Concerned { get; init; }

    /// <summary>
    /// SELECT of how many the center <c>@home</c> writes, <c>@count</c> at most, among the keys after <c>@after</c> up to
    /// <c>@to</c>; of the nation, all that <c>@here</c> does not. Null where nobody counts.
    /// </summary>
    public Sql? Owned { get; init; }

    /// <summary>Some of its rows have writers of their own and are added whatever its version.</summary>
    public bool HasUnions => Tables.Any(t => t is { Merge: Merge.Append, KeyIndex: >= 0 });

    public IEnumerable<Sql> Statements => new[] { States, StatesInRange, Next, NextOfOthers, Concerned, Owned }.OfType<Sql>()
        .Concat(Needs.Select(n => n.Ids)).Concat(Tables.SelectMany(t => t.Statements.Concat(t.Rows.Statements)));

    /// <summary>For <see cref="Owned"/>: counts the rows of a table that names the home.</summary>
    internal static Sql OwnedOf(string root, string key, string only) => Sql.Rendered(
        $$"""
        SELECT COUNT(*) FROM
            (SELECT r.{{key}} FROM dbo.{{root}} AS r
             WHERE r.{{key}} > @after AND r.{{key}} <= @to AND (r.home_center = @home OR (@home = {{OfNation}} AND r.home_center <> @here)){{only}}
             ORDER BY r.{{key}} {limit @count}) AS o
        """);
}
