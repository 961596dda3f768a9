using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Center.Api.Imports;

/// <summary>A mapping profile that an import may name.</summary>
public sealed record MappingContract(string Name, string Title);

internal static class StudentTemplateApi
{
    public const string Formats = "format 为 csv 或 xlsx（默认，含填写说明和下拉选项）。";

    private static readonly Operation Template = new("import.student_template", Permission.ImportStudents, "下载学生导入模板")
    {
        Description = Formats,
        Produces = [TableFormat.Xlsx.MediaType(), "text/csv"],
    };

    private static readonly Operation Mappings = new("import.mappings", Permission.ImportStudents, "映射方案（其他系统的列名）")
    {
        Response = new[] { new MappingContract("school-roster", "学校自制班级花名册（小学、初中新生）") },
    };

    public static void MapStudentTemplate(this IEndpointRouteBuilder imports) =>
        imports.MapSecured(HttpMethod.Get, "/students/template", Template, TemplateAsync);

    public static void MapMappingProfiles(this IEndpointRouteBuilder imports) => imports.MapSecured(
        HttpMethod.Get, "/students/mappings", Mappings,
        (MappingProfiles profiles) => profiles.All(ImportStudents.Table).Select(p => new MappingContract(p.Name, p.Title)).ToArray());

    private static async Task<IResult> TemplateAsync(
        StudentColumnSet columns, IReferenceData reference, CancellationToken cancel, Choice<TableFormat>? format = null)
    {
        var chosen = format?.Value ?? TableFormat.Xlsx;
        var all = await columns.GetAsync(cancel);
        var snapshot = await reference.GetAsync(cancel);
        return Results.Stream(
            stream => TemplateFile.WriteAsync(stream, chosen, "学生", all, snapshot, CancellationToken.None),
            chosen.MediaType(), "学生导入模板" + chosen.Extension());
    }
}
