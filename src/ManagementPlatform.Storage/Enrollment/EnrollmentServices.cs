using ManagementPlatform.Core.Enrollment;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Enrollment;

public static class EnrollmentServices
{
    public static IServiceCollection AddEnrollment(this IServiceCollection services) => services
        .AddScoped<IEnrollmentStore, EnrollmentStore>()
        .AddScoped<IPromotionStore, PromotionStore>()
        .AddScoped<ChangeFactsReader>()
        .AddScoped<ChangeEffect>()
        .AddScoped<SubmitChange>()
        .AddScoped<ReplayedChanges>()
        .AddScoped<SubmitChangeBatch>()
        .AddScoped<DecideChange>()
        .AddScoped<DecideChanges>()
        .AddScoped<ChangeQueries>()
        .AddScoped<WithdrawChange>()
        .AddScoped<IGraduationStore, GraduationStore>()
        .AddScoped<GraduateYear>()
        .AddScoped<DecideGraduation>()
        .AddScoped<OpenBusinessQueries>()
        .AddScoped<PromoteSchool>()
        .AddScoped<PromoteSchools>();
}
