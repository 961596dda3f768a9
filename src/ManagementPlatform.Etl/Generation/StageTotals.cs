using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>Pupils by stage.</summary>
public readonly record struct StageTotals(long Primary, long Junior, long Senior)
{
    public static readonly IReadOnlyList<Stage> Stages = [Stage.Primary, Stage.Junior, Stage.Senior];

    public long All => Primary + Junior + Senior;

    public long this[Stage stage] => stage switch
    {
        Stage.Primary => Primary,
        Stage.Junior => Junior,
        Stage.Senior => Senior,
        _ => 0,
    };

    public static StageTotals operator +(StageTotals a, StageTotals b) =>
        new(a.Primary + b.Primary, a.Junior + b.Junior, a.Senior + b.Senior);

    /// <summary>The same proportions with another sum.</summary>
    public StageTotals ScaledTo(long all)
    {
        var parts = Apportionment.Split(all, [Primary, Junior, Senior]);
        return new StageTotals(parts[0], parts[1], parts[2]);
    }
}
