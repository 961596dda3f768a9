using System.Diagnostics;
using ManagementPlatform.Cli.Tests.Replication;
using Microsoft.Extensions.Hosting;

#pragma warning disable MA0047 // the runtime looks for this very name, outside of any namespace

/// <summary>
/// What the runtime runs first in a process whose DOTNET_STARTUP_HOOKS names this assembly: the program as it is, with
/// <see cref="HaltingCalls"/>.
/// </summary>
internal static class StartupHook
{
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new Hosts());

    private sealed class Hosts : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == "HostBuilding")
                ((IHostBuilder)value.Value!).ConfigureServices(HaltingCalls.AddTo);
        }

        public void OnCompleted()
        {
            // Nothing is held.
        }

        public void OnError(Exception error)
        {
            // Nothing is held.
        }
    }
}
