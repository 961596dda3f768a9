using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Center.Api.Reference;

internal static class ReadCodeTable
{
    private static readonly Operation Operation = new("reference.code_table", Permission.ViewReference, "查看一张代码表的全部代码")
    {
        Response = new[] { new CodeItemContract("01", "汉族", null, null, null, null, "HA") },
        IsPublicData = true,
    };

    public static void MapReadCodeTable(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/reference/code-tables/{name}", Operation, ReadAsync);

    private static async Task<IReadOnlyList<CodeItemContract>> ReadAsync(
        string name, IReferenceData reference, CancellationToken cancel)
    {
        var table = (await reference.GetAsync(cancel)).FindTable(name) ?? throw Refused.NotFound("代码表");
        return [.. table.Items.Select(CodeItemContract.Of)];
    }
}

/// <summary>A code.</summary>
/// <param name="ValidTo">The last day on which it was in use; absent while it is.</param>
/// <param name="OutwardCode">The code of the same thing in the standard that the table's note names.</param>
public sealed record CodeItemContract(
    string Code, string Name, string? ParentCode, DateOnly? ValidFrom, DateOnly? ValidTo,
    string? SuccessorCode, string? OutwardCode)
{
    public static CodeItemContract Of(CodeItem item) =>
        new(item.Code, item.Name, item.ParentCode, item.ValidFrom, item.ValidTo, item.SuccessorCode, item.OutwardCode);
}
