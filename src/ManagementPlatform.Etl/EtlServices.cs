using ManagementPlatform.Etl.Admissions;
using ManagementPlatform.Etl.Exports;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Organization;
using ManagementPlatform.Etl.Students;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Etl;

/// <summary>Registers imports and exports. They stand on the features whose things they carry.</summary>
public static class EtlServices
{
    public static IServiceCollection AddEtl(this IServiceCollection services)
    {
        services.TryAddSingleton(MappingProfiles.Shipped);
        services.AddScoped<StudentColumnSet>();
        services.AddScoped<ImportStudentRows>();
        services.AddScoped<ImportStudents>();
        services.AddScoped<ImportWork>();
        services.AddScoped<ChangeLimit>();
        services.AddScoped<ImportedTable, SchoolsTable>();
        services.AddScoped<ImportedTable, StaffTable>();
        services.AddScoped<ImportedTable, ClassesTable>();
        services.AddScoped<ImportedTable, ConditionsTable>();
        services.AddScoped<ImportedTable, AdmissionsTable>();
        services.AddScoped<ImportTable>();
        services.AddScoped<ExportedLists>();
        services.AddScoped<ExportList>();
        services.TryAddSingleton(new ExportLimits());
        services.AddScoped<ExportStudents>();
        return services;
    }
}
