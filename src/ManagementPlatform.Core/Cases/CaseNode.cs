using System.Collections.Frozen;
using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Cases;

/// <summary>A kind of node in approval chains (办理环节).</summary>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="State">What the case is called while it waits there.</param>
/// <param name="Permission">What somebody of the holding organization needs to act on it.</param>
/// <param name="IsApproval">Nobody approves what he submitted or has approved before (docs/rules.md §1.2).</param>
/// <param name="MayReturn">It may be sent back for completion.</param>
/// <param name="PassesByItself">It waits only while something stands in the way, and can be looked at again.</param>
public sealed record CaseNode(
    string Code, string Name, string State, Permission Permission, bool IsApproval = true,
    bool MayReturn = true, bool PassesByItself = false);

/// <summary>All nodes that chains are made of.</summary>
public static class CaseNodes
{
    /// <summary>The sending school clears what stands in the way before the case proper begins.</summary>
    public const string Clear = "clear";
    public const string ToSchool = "to_school";
    public const string ToBureau = "to_bureau";
    public const string ToProvince = "to_province";

    /// <summary>转出校验: passes by itself when nothing stands in the way.</summary>
    public const string Check = "check";
    public const string FromSchool = "from_school";
    public const string FromBureau = "from_bureau";
    public const string FromProvince = "from_province";

    /// <summary>调档: passes by itself when the class that was asked for still takes the pupil.</summary>
    public const string Placement = "placement";

    public const string SchoolLeader = "school_leader";
    public const string SupervisingBureau = "supervising_bureau";

    /// <summary>查重: passes by itself when no other record holds the new document.</summary>
    public const string DuplicateCheck = "duplicate_check";
    public const string Province = "province";

    /// <summary>The bureau of the record that a joint case was opened for.</summary>
    public const string OwnBureau = "own_bureau";

    /// <summary>The bureau of the other record; passes by itself when it is the same.</summary>
    public const string OtherBureau = "other_bureau";

    /// <summary>Passes by itself when both bureaus have chosen the same record.</summary>
    public const string Arbitration = "arbitration";

    /// <summary>Where a case stands that came back.</summary>
    public const string Completion = "completion";

    private static readonly FrozenDictionary<string, CaseNode> Table = new CaseNode[]
    {
        new(Clear, "转出学校清理", "待转出学校清理", Permission.StartCases, IsApproval: false, MayReturn: false, PassesByItself: true),
        new(ToSchool, "转入学校核办", "待转入学校核办", Permission.DecideCases),
        new(ToBureau, "转入主管部门核办", "待转入主管部门核办", Permission.DecideCases),
        new(ToProvince, "转入省级核办", "待转入省级核办", Permission.DecideCases),
        new(Check, "转出校验", "转出校验错误", Permission.StartCases, IsApproval: false, MayReturn: false, PassesByItself: true),
        new(FromSchool, "转出学校核办", "待转出学校核办", Permission.DecideCases),
        new(FromBureau, "转出主管部门核办", "待转出主管部门核办", Permission.DecideCases),
        new(FromProvince, "转出省级核办", "待转出省级核办", Permission.DecideCases),
        new(Placement, "调档编班", "待调档", Permission.StartCases, IsApproval: false, MayReturn: false, PassesByItself: true),
        new(Completion, "补正", "退回补正", Permission.StartCases, IsApproval: false, MayReturn: false),
        new(SchoolLeader, "学校核办", "待学校核办", Permission.DecideCases),
        new(SupervisingBureau, "主管部门核办", "待主管部门核办", Permission.DecideCases),
        new(DuplicateCheck, "查重", "查重未通过", Permission.StartCases, IsApproval: false, MayReturn: false, PassesByItself: true),
        new(Province, "省级核办", "待省级核办", Permission.DecideCases),
        new(OwnBureau, "本方主管部门核办", "待本方主管部门核办", Permission.DecideCases),
        new(OtherBureau, "对方主管部门核办", "待对方主管部门核办", Permission.DecideCases),
        new(Arbitration, "共同上级仲裁", "待共同上级仲裁", Permission.DecideCases),
        new("higher_bureau", "上级主管部门核办", "待上级主管部门核办", Permission.DecideCases),
    }.ToFrozenDictionary(node => node.Code);

    /// <exception cref="KeyNotFoundException">A chain names a node that is not in the table.</exception>
    public static CaseNode Find(string code) => Table[code];

    public static IReadOnlyCollection<CaseNode> All => Table.Values;
}
