using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Storage.Transfers;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Cases;

public static class CaseServices
{
    /// <summary>Cases of every kind: what moves them, and the kinds there are.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services) => services
        .AddScoped<CaseStore>()
        .AddScoped<ICaseStore>(s => s.GetRequiredService<CaseStore>())
        .AddScoped<CaseQueries>()
        .AddScoped<OpenCases>()
        .AddScoped<CaseDesk>()
        .AddScoped<DecideCase>()
        .AddScoped<WithdrawCase>()
        .AddScoped<ResubmitCase>()
        .AddTransfers();

    private static IServiceCollection AddTransfers(this IServiceCollection services) => services
        .AddScoped<ITransferStore, TransferStore>()
        .AddScoped<TransferFactsReader>()
        .AddScoped<ICaseKind, TransferCase>()
        .AddScoped<CheckTransfer>()
        .AddScoped<RequestTransfer>();
}
