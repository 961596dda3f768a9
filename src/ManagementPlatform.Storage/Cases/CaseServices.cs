using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Storage.Corrections;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.Storage.Transfers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Storage.Cases;

public static class CaseServices
{
    /// <summary>Cases of every kind: what moves them, and the kinds there are.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services) => services
        .AddCaseHeirs()
        .AddScoped<CaseQueries>()
        .AddScoped<OpenCases>()
        .AddScoped<CaseDesk>()
        .AddScoped<ArrivedCases>()
        .AddScoped<ReplayedCases>()
        .AddScoped<DecideCase>()
        .AddScoped<WithdrawCase>()
        .AddScoped<ResubmitCase>()
        .AddScoped<RecheckCase>()
        .AddScoped<DecideCases>()
        .AddScoped<InboxQueries>()
        .AddScoped<IDeadlineStore, DeadlineStore>()
        .AddScoped<IScheduledWork, KeepDeadlines>()
        .AddScoped<IScheduledWork, RecheckCases>()
        .AddTransfers()
        .AddCorrections();

    /// <summary>What organization needs of running cases when schools end.</summary>
    internal static IServiceCollection AddCaseHeirs(this IServiceCollection services)
    {
        services.TryAddScoped<CaseStore>();
        services.TryAddScoped<ICaseStore>(s => s.GetRequiredService<CaseStore>());
        services.TryAddScoped<CaseHeirs>();
        return services;
    }

    /// <summary>Scanned proofs; needs <see cref="Students.StudentsServices.AddStudentFiles"/>.</summary>
    public static IServiceCollection AddCaseProofs(this IServiceCollection services) => services
        .AddScoped<UploadProof>()
        .AddScoped<OpenProof>();

    private static IServiceCollection AddInquiries(this IServiceCollection services)
    {
        services.TryAddScoped<AggregateReader>();
        services.TryAddScoped<ChangeRoutes>();
        services.TryAddScoped<Interests>();
        return services
            .AddScoped<IInquiryStore, InquiryStore>()
            .AddScoped<InquiryQueries>()
            .AddScoped<AskForPupil>()
            .AddScoped<IScheduledWork, AnswerInquiries>();
    }

    private static IServiceCollection AddTransfers(this IServiceCollection services) => services
        .AddInquiries()
        .AddScoped<ITransferStore, TransferStore>()
        .AddScoped<TransferFactsReader>()
        .AddScoped<ArchiveCopyQueries>()
        .AddScoped<ICaseKind, TransferCase>()
        .AddScoped<CheckTransfer>()
        .AddScoped<RequestTransfer>();
}
