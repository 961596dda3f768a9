namespace ManagementPlatform.Center.Api.Imports;

/// <summary>导入: templates, mapping profiles, uploads, and the result files of jobs.</summary>
internal static class ImportsApi
{
    public static void AddImports(this IServiceCollection services) => services.AddScoped<ImportUpload>();

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("导入");
        imports.MapImportStudents();
        imports.MapStudentTemplate();
        imports.MapMappingProfiles();
        imports.MapImportTables();
        api.MapGroup("/jobs").WithTags("任务").MapJobResult();
    }
}
