using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Center.Api.Reference;

internal static class ListCodeTables
{
    private static readonly Operation Operation = new("reference.code_tables", Permission.ViewReference, "代码表目录")
    {
        Response = new[] { new CodeTableContract("ethnicity", "民族", "GB/T 3304", "outward_code 为国标字母代码", 58) },
        IsPublicData = true,
    };

    public static void MapListCodeTables(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/reference/code-tables", Operation, ListAsync);

    private static async Task<IReadOnlyList<CodeTableContract>> ListAsync(IReferenceData reference, CancellationToken cancel) =>
        [.. (await reference.GetAsync(cancel)).CodeTables.Select(CodeTableContract.Of)];
}

/// <summary>A code table.</summary>
/// <param name="Standard">The standard that it comes from.</param>
/// <param name="Items">How many codes it has.</param>
public sealed record CodeTableContract(string Name, string Title, string Standard, string? Note, int Items)
{
    public static CodeTableContract Of(CodeTable table) =>
        new(table.Row.TableName, table.Row.Title, table.Row.Standard, table.Row.Note, table.Items.Count);
}
