using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Storage.Corrections;

public static class CorrectionServices
{
    /// <summary>What registration and the number issuer need of 问题学籍.</summary>
    internal static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddScoped<IProblemStore, ProblemStore>()
        .AddScoped<ProblemDesk>();

    /// <summary>Also where records arrive that other centers have merged.</summary>
    internal static IServiceCollection AddMergedKeys(this IServiceCollection services)
    {
        services.TryAddScoped<MergedKeys>();
        return services;
    }

    /// <summary>关键信息变更 and what is done about 问题学籍, as kinds of case.</summary>
    internal static IServiceCollection AddCorrections(this IServiceCollection services) => services
        .AddScoped<IRecordStore, RecordStore>()
        .AddScoped<RecordPointers>()
        .AddMergedKeys()
        .AddScoped<SubmitCase>()
        .AddScoped<KeyChangePlanner>()
        .AddScoped<RequestKeyChange>()
        .AddScoped<RevealKeyChange>()
        .AddScoped<ICaseKind, KeyChangeCase>()
        .AddScoped<HandleProblem>()
        .AddScoped<ReportProblem>()
        .AddScoped<ProblemQueries>()
        .AddScoped<FindDuplicates>()
        .AddScoped<IScheduledWork, FindDuplicates>()
        .AddScoped<ICaseKind, ProblemCase>()
        .AddScoped<MergeQueries>()
        .AddScoped<JointFreeze>()
        .AddScoped<JointRecords>()
        .AddScoped<SupersedeJointCase>()
        .AddScoped<MergeAcross>()
        .AddScoped<EndBusiness>()
        .AddScoped<MergeRecords>()
        .AddScoped<OpenJointCase>()
        .AddScoped<ICaseKind, DuplicateCase>();
}
