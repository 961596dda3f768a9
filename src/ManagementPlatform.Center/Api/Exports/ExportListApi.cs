using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Etl.Exports;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Center.Api.Exports;

internal static class ExportListApi
{
    private static readonly Operation Operation = new("export.list", Permission.ViewOrganization, "导出列表（学校、班级、教职工、办学条件、学籍变动）")
    {
        Description = "list 为 schools、classes、staff、conditions 或 changes，限于本单位管理范围；不含证件号和学籍号。",
        Produces = ["text/csv", TableFormat.Xlsx.MediaType()],
    };

    public static void MapExportList(this IEndpointRouteBuilder exports) =>
        exports.MapSecured(HttpMethod.Get, "/lists/{list}", Operation, ExportAsync);

    private static async Task<IResult> ExportAsync(
        string list, Caller caller, ExportList export, CancellationToken cancel, Choice<TableFormat>? format = null)
    {
        var wanted = format?.Value ?? TableFormat.Csv;

        // Through a file: a refusal halfway must not leave a half table behind a 200.
        var file = TemporaryFile.Create();
        await export.HandleAsync(list, wanted, file, caller, cancel);
        file.Position = 0;
        return Results.Stream(file, wanted.MediaType(), list + wanted.Extension());
    }
}
