using System.CommandLine;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Cli.Commands;

/// <summary><c>mp audit verify</c>: computes every seal of the audit trail again.</summary>
internal static class AuditCommand
{
    public static Command Make(SharedOptions options, Screen screen)
    {
        var verify = new Command("verify", "核验审计记录是否被改动 / check the audit trail");
        CenterAction.Set(verify, options, screen, RunAsync);
        return new Command("audit", "审计记录 / the audit trail") { verify };
    }

    private static async Task<ExitCode> RunAsync(CenterAction center, CancellationToken cancel)
    {
        await center.DemandReadyAsync(cancel);
        var found = await Progress.RunAsync(center.Screen, "核验", "个封条", center.Get<TimeProvider>(), progress => Task.Run(
            () => center.Get<VerifyAudit>().HandleAsync(new Seals(progress), cancel), cancel));
        if (center.Json)
            center.Screen.Json(found);
        else
            Tell(center.Screen, found);
        return found.Faults.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static void Tell(Screen screen, AuditVerification found)
    {
        screen.Line($"已核验 {found.Seals} 个封条、{found.Lines} 条记录；最后一个封条：{found.LastHash}");
        foreach (var fault in found.Faults)
            screen.Error($"  封条 {fault.SealId}：{fault.Message}");
        screen.Line(found.Faults.Count == 0 ? "审计记录完整。" : $"发现 {found.Faults.Count} 处异常。");
    }

    private sealed class Seals(IProgress<Done> inner) : IProgress<long>
    {
        public void Report(long value) => inner.Report(new Done(value, 0));
    }
}
