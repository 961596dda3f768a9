using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Center.Api.Enrollment;

/// <summary>学籍变动类别: what a school may ask for, as a form needs to know it.</summary>
internal static class ListChangeKinds
{
    private static readonly Operation Operation = new("enrollment.list_kinds", Permission.ViewReference, "查询学籍变动类别及其办理要求")
    {
        IsPublicData = true,
        Response = new[] { Contract(ChangeCatalogue.All[0]) },
    };

    public static void MapListChangeKinds(this IEndpointRouteBuilder api) =>
        api.MapSecured(
            HttpMethod.Get, "/reference/change-kinds", Operation, () => ChangeCatalogue.All.Select(Contract).ToArray());

    private static ChangeKindContract Contract(ChangeKind kind) => new(
        kind.Code, kind.Name, kind.JytCode, kind.From, kind.To, kind.StartedBy,
        [.. kind.Chain.Select(step => ChainSteps.Name(ChainSteps.Text(step)))], kind.Reasons, kind.NeedsProof, kind.NeedsUntil,
        kind.Target != TargetClass.None, kind.Article);
}

/// <summary>A kind of change.</summary>
/// <param name="Chain">Who decides, in order, where the province sets no other chain.</param>
/// <param name="Reasons">Codes of the table <c>change_reason</c> to choose from.</param>
public sealed record ChangeKindContract(
    string Code,
    string Name,
    string JytCode,
    IReadOnlyList<string> FromStatusCodes,
    string ToStatusCode,
    string StartedBy,
    IReadOnlyList<string> Chain,
    IReadOnlyList<string> Reasons,
    bool NeedsProof,
    bool NeedsUntil,
    bool NeedsTargetClass,
    string Article);
