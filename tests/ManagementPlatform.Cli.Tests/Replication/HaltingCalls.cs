using System.Reflection;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Cli.Tests.Replication;

/// <summary>
/// Lets a process stop for ever at the call that a file names, as <c>before IInbox.ApplyAsync</c> or <c>after
/// IInbox.ApplyAsync</c>. The file is renamed when it is there; without the file everything goes its way.
/// </summary>
internal static class HaltingCalls
{
    public const string FileVariable = "MP_TEST_HALT", Reached = ".reached";

    private static readonly string? Halt = Environment.GetEnvironmentVariable(FileVariable);

    public static void AddTo(IServiceCollection services)
    {
        Decorate<IInbox>(services);
        Decorate<IOutbox>(services);
        Decorate<ICenterLine>(services);
        Decorate<IAfterArrival>(services);
    }

    internal static void StopAt(string point)
    {
        if (Halt is null || !File.Exists(Halt) || File.ReadAllText(Halt) != point)
            return;
        File.Move(Halt, Halt + Reached);
        using var never = new ManualResetEventSlim();
        never.Wait();
    }

    // Of several it is the last one: the others have done their part then.
    private static void Decorate<T>(IServiceCollection services)
        where T : class
    {
        var last = services.Last(service => service.ServiceType == typeof(T));
        services[services.IndexOf(last)] = new ServiceDescriptor(
            typeof(T), s => HaltingCalls<T>.Around((T)ActivatorUtilities.CreateInstance(s, last.ImplementationType!)),
            last.Lifetime);
    }
}

/// <summary>A service with a point before and after each of its calls.</summary>
public class HaltingCalls<T> : DispatchProxy
    where T : class
{
    private T _inner = null!;

    internal static T Around(T inner)
    {
        var proxy = Create<T, HaltingCalls<T>>();
        ((HaltingCalls<T>)(object)proxy)._inner = inner;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var call = $"{typeof(T).Name}.{targetMethod!.Name}";
        HaltingCalls.StopAt("before " + call);
        var result = targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);


        // Whoever awaits the call goes on after this, which therefore keeps him.
        _ = (result as Task)?.ContinueWith(
            _ => HaltingCalls.StopAt("after " + call), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return result;
    }
}
