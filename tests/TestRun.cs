using ManagementPlatform.TestSupport;

// Every test has a database of its own, so all may run side by side, as many as there are cores.
[assembly: Parallelize(Workers = 0, Scope = ExecutionScope.MethodLevel)]

namespace ManagementPlatform.Tests;

/// <summary>What every test assembly does at its end.</summary>
[TestClass]
public static class TestRun
{
    [AssemblyCleanup]
    public static Task CleanUpAsync() => TestDatabase.CleanUpAsync();
}
