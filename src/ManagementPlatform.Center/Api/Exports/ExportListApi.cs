using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Etl.Exports;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Center.Api.Exports;

/// <summary>A list in clear.</summary>
public sealed record RevealListRequest(string Purpose, TableFormat Format = TableFormat.Csv);

internal static class ExportListApi
{
    // What a list demands beyond this, it says itself.
    private static readonly Operation Masked = new(
        "export.list", Permission.ViewOrganization, "导出列表（学校、班级、教职工、办学条件、学籍变动、账号、审计记录）")
    {
        Description = "list 为 schools、classes、staff、conditions、changes、users（系统管理员）或 audit（审计管理员，可用 from、until 限定时间），"
            + "限于本单位管理范围。学校、班级、教职工、办学条件的列与导入模板相同；教职工的证件号、电话和出生日期已脱敏。",
        Produces = ["text/csv", TableFormat.Xlsx.MediaType()],
    };

    private static readonly Operation InClear = new("export.list_in_clear", Permission.RevealNumbers, "导出完整列表（教职工）")
    {
        Description = "list 同上；不脱敏，须填写用途，记入审计。导出的教职工表可直接导入。",
        Request = new RevealListRequest("教职工数据迁移", TableFormat.Xlsx),
        Produces = ["text/csv", TableFormat.Xlsx.MediaType()],
        OnlyReads = true,
    };

    public static void MapExportList(this IEndpointRouteBuilder exports)
    {
        exports.MapSecured(HttpMethod.Get, "/lists/{list}", Masked, ExportAsync);
        exports.MapSecured(HttpMethod.Post, "/lists/{list}", InClear, RevealAsync);
    }

    private static Task<IResult> ExportAsync(
        string list, Caller caller, ExportList export, CancellationToken cancel,
        Choice<TableFormat>? format = null, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        FileAsync(new ListWanted(list, From: from, Until: until), format?.Value ?? TableFormat.Csv, caller, export, cancel);

    private static Task<IResult> RevealAsync(
        string list, RevealListRequest request, Caller caller, ExportList export, CancellationToken cancel) =>
        FileAsync(new ListWanted(list, Reveal: true, request.Purpose), request.Format, caller, export, cancel);

    private static async Task<IResult> FileAsync(
        ListWanted wanted, TableFormat format, Caller caller, ExportList export, CancellationToken cancel)
    {
        // Through a file: a refusal halfway must not leave a half table behind a 200.
        var file = TemporaryFile.Create();
        await export.HandleAsync(wanted, format, file, caller, cancel);
        file.Position = 0;
        return Results.Stream(file, format.MediaType(), wanted.List + format.Extension());
    }
}
