using ManagementPlatform.Core.Admissions;
using ManagementPlatform.Core.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Admissions;

public static class AdmissionServices
{
    /// <summary>招生入学. It stands on students and cases.</summary>
    public static IServiceCollection AddAdmissions(this IServiceCollection services) => services
        .AddScoped<IAdmissionStore, AdmissionStore>()
        .AddScoped<EnterSchool>()
        .AddScoped<AdmitRows>()
        .AddScoped<AdmitGraduates>()
        .AddScoped<CrossProvinceEntry>()
        .AddScoped<ICaseKind, CrossProvinceAdmission>()
        .AddScoped<RequestCrossProvinceAdmission>();
}
