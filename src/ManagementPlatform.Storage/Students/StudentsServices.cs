using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Corrections;
using ManagementPlatform.Storage.National;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Storage.Students;

/// <summary>Registers the Students feature. It stands on reference data and organization.</summary>
public static class StudentsServices
{
    public static IServiceCollection AddStudents(this IServiceCollection services)
    {
        services.TryAddSingleton(Random.Shared);
        services.AddScoped<INumberRegister, NumberRegister>();
        services.AddScoped<IRegistrationStore, RegistrationStore>();
        services.TryAddScoped<INumberIssuer, NationalNumberIssuer>();
        services.AddNationalNumbers();
        services.AddScoped<TemporaryNumbers>();
        services.AddScoped<AdmitStudents>();
        services.AddScoped<RegisterStudent>();
        services.AddScoped<IStudentStore, StudentStore>();
        services.AddScoped<ReviseStudents>();
        services.AddScoped<EditStudent>();
        services.AddScoped<RevealStudent>();
        services.AddScoped<IArchiveStore, ArchiveStore>();
        services.AddScoped<AddArchiveItem>();
        services.AddScoped<DisciplineStore>();
        services.AddScoped<IDisciplineStore>(s => s.GetRequiredService<DisciplineStore>());
        services.AddScoped<RecordDiscipline>();
        services.AddScoped<IPendingNumbers, PendingNumbers>();
        services.AddProblems();
        services.AddScoped<IssuePendingNumbers>();
        services.AddScoped<IScheduledWork, IssuePendingNumbers>();
        services.AddScoped<IProvinceFieldStore, ProvinceFieldStore>();
        services.AddScoped<DefineProvinceField>();
        services.AddScoped<LookUpStudent>();
        services.AddScoped<StudentQueries>();
        services.AddScoped<ImportQueries>();
        return services;
    }

    /// <summary>Photos and proofs; needs <see cref="Files.FilesServices.AddFiles"/>.</summary>
    public static IServiceCollection AddStudentFiles(this IServiceCollection services, StudentFileLimits limits) => services
        .AddSingleton(limits)
        .AddScoped<CheckedFiles>()
        .AddScoped<AttachFile>()
        .AddScoped<OpenFile>();
}
