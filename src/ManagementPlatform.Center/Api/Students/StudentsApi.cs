using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Center.Api.Students;

/// <summary>学生: registering, reading, finding and maintaining pupils.</summary>
internal static class StudentsApi
{
    public static void MapStudents(this IEndpointRouteBuilder api)
    {
        var students = api.MapGroup("/students").WithTags("学生");
        students.MapRegisterStudent();
        students.MapListStudents();
        students.MapReadStudent();
        students.MapEditStudent();
        students.MapStudentFiles();
        students.MapArchive();
        students.MapDisciplines();
        api.MapProvinceFields();
    }

    /// <summary>The section <c>Files</c> of the settings: <c>PhotoBytes</c>, <c>ProofBytes</c>.</summary>
    public static StudentFileLimits FileLimits(IConfiguration configuration) =>
        configuration.GetSection("Files").Get<StudentFileLimits>() ?? new StudentFileLimits();
}
