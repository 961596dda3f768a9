using System.Collections.Concurrent;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Writing;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.Writing;

[TestClass]
public sealed class IdentifiersTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Keys_are_unique_over_tasks_and_programs(Engine engine)
    {
        await using var test = await StartAsync(engine);
        Identifiers[] programs = [new(test.Database), new(test.Database)];
        var keys = new ConcurrentBag<long>();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(task => Task.Run(async () =>
        {
            var identifiers = programs[task % 2];
            for (var work = 0; work < 40; work++)
            {
                await identifiers.PrepareAsync(CancellationToken.None);
                for (var i = 0; i < 50; i++)
                    keys.Add(identifiers.Next());
            }
        })));
        Assert.HasCount(32 * 40 * 50, keys.Distinct());
        Assert.IsTrue(keys.All(key => key / Identifiers.CenterFactor == 51), "The center's code stands before every key.");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_program_that_starts_again_reuses_no_key(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var last = 0L;
        for (var start = 0; start < 3; start++)
        {
            var identifiers = new Identifiers(test.Database);
            await identifiers.PrepareAsync(CancellationToken.None);
            var next = identifiers.Next();
            Assert.IsGreaterThan(last, next);
            last = next;
        }
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_reserved_range_is_the_caller_s_alone(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var identifiers = (IIdentifiers)new Identifiers(test.Database);
        var firsts = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => identifiers.ReserveAsync(1000, CancellationToken.None)));
        var keys = firsts.SelectMany(first => Enumerable.Range(0, 1000).Select(i => first + i));
        Assert.HasCount(8000, keys.Distinct());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_database_that_is_no_center_yet_gives_no_keys(Engine engine)
    {
        await using var test = await TestScope.CreateAsync(engine);
        var identifiers = new Identifiers(test.Database);
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => identifiers.PrepareAsync(CancellationToken.None));
    }

    private static async Task<TestScope> StartAsync(Engine engine)
    {
        var test = await TestScope.CreateAsync(engine);
        await test.StartCenterAsync();
        return test;
    }
}
