using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Exports;
using ManagementPlatform.Storage.National;
using ManagementPlatform.Storage.Organization.Conditions;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Organization;

public static class OrganizationServices
{
    /// <summary>Needs <see cref="Reference.ReferenceServices.AddReference"/>.</summary>
    public static IServiceCollection AddOrganization(this IServiceCollection services) => services
        .AddScoped<ICenterStore, CenterStore>()
        .AddScoped<IOrganizationStore, OrganizationStore>()
        .AddScoped<OrganizationQueries>()
        .AddScoped<SchoolLineQueries>()
        .AddScoped<InitializeCenter>()
        .AddScoped<ISchoolStandings, SchoolStandings>()
        .AddSchools()
        .AddClasses()
        .AddConditions()
        .AddNationalCodes();

    private static IServiceCollection AddConditions(this IServiceCollection services) => services
        .AddScoped<IConditionStore, ConditionStore>()
        .AddScoped<ConditionQueries>()
        .AddScoped<ConditionSummaryQueries>()
        .AddScoped<RecordSchoolCondition>();

    private static IServiceCollection AddSchools(this IServiceCollection services) => services
        .AddScoped<SchoolStore>()
        .AddScoped<ISchoolStore>(s => s.GetRequiredService<SchoolStore>())
        .AddScoped<ISchoolCodeRegister>(s => s.GetRequiredService<SchoolStore>())
        .AddScoped<ISchoolCodeIssuer, NationalCodeIssuer>()
        .AddScoped<IPupilMoves, PupilMoves>()
        .AddCaseHeirs()
        .AddScoped<SchoolContentsMove>()
        .AddScoped<SchoolRegister>()
        .AddScoped<ISchoolLoader, SchoolLoader>()
        .AddScoped<LoadSchools>()
        .AddScoped<SchoolQueries>()
        .AddScoped<ApplyForSchool>()
        .AddScoped<TakeOverSchool>()
        .AddScoped<SubmitSchool>()
        .AddScoped<IssueSchoolCode>()
        .AddScoped<EditSchool>()
        .AddScoped<RenameSchool>()
        .AddScoped<MoveSchool>()
        .AddScoped<ChangeSupervisor>()
        .AddScoped<ChangeSchoolType>()
        .AddScoped<MergeSchools>()
        .AddScoped<SplitSchool>()
        .AddScoped<CloseSchool>()
        .AddScoped<RestoreSchool>();

    private static IServiceCollection AddClasses(this IServiceCollection services) => services
        .AddScoped<IClassStore, ClassStore>()
        .AddScoped<ISubUnitStore, SubUnitStore>()
        .AddScoped<IStaffStore, StaffStore>()
        .AddScoped<ClassQueries>()
        .AddScoped<StaffQueries>()
        .AddScoped<FormClass>()
        .AddScoped<EditClass>()
        .AddScoped<DissolveClass>()
        .AddScoped<OpenSubUnit>()
        .AddScoped<EditSubUnit>()
        .AddScoped<CloseSubUnit>()
        .AddScoped<RegisterStaff>()
        .AddScoped<EditStaff>()
        .AddScoped<ReleaseStaff>()
        .AddScoped<ReturnStaff>();
}
