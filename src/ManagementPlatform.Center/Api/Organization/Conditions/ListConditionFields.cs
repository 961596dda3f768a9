using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization.Conditions;

namespace ManagementPlatform.Center.Api.Organization.Conditions;

internal static class ListConditionFields
{
    private static readonly Operation Operation = new("reference.condition_fields", Permission.ViewReference, "办学条件的栏目、单位与取值范围")
    {
        Response = new[] { new ConditionFieldContract("multimediaClassroomCount", "网络多媒体教室数", "间", 9_999, 0, "classroomCount", null) },
        IsPublicData = true,
    };

    public static void MapListConditionFields(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/reference/condition-fields", Operation, List);

    private static IReadOnlyList<ConditionFieldContract> List(IMapper mapper) =>
        [.. ConditionField.All.Select(mapper.Map<ConditionFieldContract>)];
}

/// <summary>A numeric field of the report; the least value is 0.</summary>
/// <param name="PartOf">The field that this one cannot exceed.</param>
public sealed record ConditionFieldContract(
    string Name, string Title, string Unit, decimal Max, int Decimals, string? PartOf, string? Note);
