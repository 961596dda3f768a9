using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Jobs;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Admissions;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Organization;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Center.Api.Imports;

/// <summary>Uploads and templates of the tables of schools, staff, classes, conditions and admissions.</summary>
internal static class ImportTableApi
{
    private const string HowItGoes =
        "表单字段 file 为文件，或以文件内容为请求体。mode 为 all（默认，有错误行则全部不导入）或 good（只导入正确行）；dryRun 只检查不导入；"
        + "mapping 为映射方案名称。错误行在 /jobs/{id}/result 下载，更正后可直接重新导入。";

    private const string Existing = "已存在且内容相同的行不变，不同的行按修改处理，空单元格保留原值。";
    private const string School = "school 为未填学校标识码的行的学校。";

    public static void MapImportTables(this IEndpointRouteBuilder imports)
    {
        foreach (var table in ImportKind.All)
        {
            imports.MapSecured(HttpMethod.Post, $"/{table.Name}", Import(table), Handler(table));
            imports.MapSecured(HttpMethod.Get, $"/{table.Name}/template", Template(table), TemplateHandler(table));
        }
    }

    private static Operation Import(ImportKind table) =>
        new($"import.{table.Name}", table.Importing, $"导入{table.Title}（CSV 或 Excel，任务）")
    {
        Description = DescriptionOf(table),
        Accepts = UploadedTable.MediaTypes,
        MaxBody = UploadedTable.Longest,
        Response = JobContract.Example with
        {
            Kind = ImportTableJob.KindOf(table), State = JobState.Queued, Percent = 0, RowsDone = 0, RowsTotal = null,
            RowsPerSecond = null, StartedAt = null,
        },
    };

    private static string DescriptionOf(ImportKind table) =>
        table == SchoolTableKind.Schools ? "首次接管已有学校标识码的学校，导入即为正常状态；没有标识码的学校请办理设立。" + HowItGoes + Existing
        : table == AdmissionsTable.Admissions
            ? "按姓名和学籍号录取本省已毕业或结业的学生，规则同 POST /admissions；学籍号不变，已在该班的学生不变。" + HowItGoes + School
        : HowItGoes + Existing + School;

    private static Operation Template(ImportKind table) =>
        new($"import.{table.Name}_template", table.Importing, $"下载{table.Title}导入模板")
    {
        Description = StudentTemplateApi.Formats,
        Produces = [TableFormat.Xlsx.MediaType(), "text/csv"],
    };

    private static Delegate Handler(ImportKind table) =>
        (HttpRequest request, Caller caller, ImportUpload upload, CancellationToken cancel,
            Choice<ImportMode>? mode = null, bool dryRun = false, string? school = null, string? mapping = null) =>
            upload.StartAsync(
                ImportTableJob.KindOf(table), table.Name, request,
                new ImportOptions { Mode = mode?.Value ?? ImportMode.All, IsDryRun = dryRun, School = school, Mapping = mapping },
                caller, cancel);

    private static Delegate TemplateHandler(ImportKind kind) =>
        async (IEnumerable<ImportedTable> tables, IReferenceData reference, CancellationToken cancel, Choice<TableFormat>? format = null) =>
        {
            var chosen = format?.Value ?? TableFormat.Xlsx;
            var snapshot = await reference.GetAsync(cancel);
            var table = tables.First(t => t.ImportKind == kind);
            return Results.Stream(
                stream => table.WriteTemplateAsync(stream, chosen, snapshot, CancellationToken.None),
                chosen.MediaType(), kind.Title + "导入模板" + chosen.Extension());
        };
}
