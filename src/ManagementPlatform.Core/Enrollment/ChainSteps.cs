namespace ManagementPlatform.Core.Enrollment;

/// <summary>Names of the steps of an approval chain.</summary>
public static class ChainSteps
{
    private static readonly (ChainStep Step, string Text, string Name)[] Table =
    [
        (ChainStep.SchoolLeader, "school_leader", "学校核办"),
        (ChainStep.SupervisingBureau, "supervising_bureau", "主管部门核办"),
        (ChainStep.HigherBureau, "higher_bureau", "上级主管部门核办"),
    ];

    // As the rule withdrawal_approval_chain writes it: school|authority, school|county|city.
    private static readonly Dictionary<string, ChainStep> RuleWords = new()
    {
        ["school"] = ChainStep.SchoolLeader,
        ["authority"] = ChainStep.SupervisingBureau,
        ["county"] = ChainStep.SupervisingBureau,
        ["city"] = ChainStep.HigherBureau,
    };

    /// <summary>The chain of a kind where a province rule may set another one.</summary>
    public static IReadOnlyList<ChainStep> Of(ChangeKind kind, Func<string, string?> rule) =>
        kind.ChainRule is not null && rule(kind.ChainRule) is { } words
            ? [.. words.Split('|').Select(word => RuleWords[word])] : kind.Chain;

    public static string Text(ChainStep step) => Table.First(t => t.Step == step).Text;

    public static string Name(string text) => Table.First(t => t.Text == text).Name;
}
