using ManagementPlatform.Core;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication.Centers;

namespace ManagementPlatform.Center.Tests.Replication;

[TestClass]
public sealed class JoinTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod]
    public async Task A_province_joins_once_with_its_token_and_both_ends_open_their_channels()
    {
        await using var centers = await JoinedCenters.StartAsync(isJoined: false);
        var token = await centers.InviteAsync("51");

        var nation = await centers.JoinAsync(token);

        Assert.AreEqual((Channel.Nation, centers.Nation.Address.ToString()), (nation.CenterCode, nation.Address));
        const string Channels = "SELECT COUNT(*) FROM replication_channel WHERE state = 'active'";
        Assert.AreEqual(2, await centers.Nation.ScalarAsync<long>(Channels));
        Assert.AreEqual(2, await centers.Province.ScalarAsync<long>(Channels));
        Assert.AreEqual(1, await Audited(centers.Nation, "replication.admit"));
        Assert.AreEqual(1, await Audited(centers.Province, "replication.join"));
        Assert.AreEqual(
            "四川省", await centers.Nation.ScalarAsync<string>("SELECT name FROM known_center WHERE center_code = '51'"));
    }

    [TestMethod]
    public async Task A_token_whose_answer_was_lost_is_good_again_for_the_same_key_only()
    {
        await using var centers = await JoinedCenters.StartAsync(isJoined: false);
        var token = await centers.InviteAsync("51");
        await centers.JoinAsync(token);

        await centers.JoinAsync(token);
        Assert.AreEqual(1, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM center_key WHERE center_code = '51'"));
        Directory.Delete(Path.Combine(centers.Province.Folder, "keys"), recursive: true);

        await AssertRefusedAsync(() => centers.JoinAsync(token), "token_used");
    }

    [TestMethod]
    public async Task A_token_that_is_expired_of_another_province_or_made_up_lets_nobody_in()
    {
        await using var centers = await JoinedCenters.StartAsync(isJoined: false);
        var late = await centers.InviteAsync("51");
        centers.Nation.Time.Advance(JoinToken.Lifetime);

        await AssertRefusedAsync(() => centers.JoinAsync(late), "token_expired");
        await AssertRefusedAsync(async () => await centers.JoinAsync(await centers.InviteAsync("44")), "token_of_another");
        await AssertRefusedAsync(() => centers.JoinAsync(JoinToken.New(late.NationKeyId)), "token_unknown");
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM known_center"));
        Assert.AreEqual(0, await centers.Province.ScalarAsync<long>("SELECT COUNT(*) FROM replication_channel"));
    }

    [TestMethod]
    public async Task A_place_that_has_not_the_key_of_the_token_is_not_taken_for_the_nation()
    {
        await using var centers = await JoinedCenters.StartAsync(isJoined: false);
        var token = await centers.InviteAsync("51");

        await AssertRefusedAsync(() => centers.JoinAsync(token with { NationKeyId = new string('a', 32) }), "wrong_nation");

        Assert.AreEqual(0, await centers.Province.ScalarAsync<long>("SELECT COUNT(*) FROM known_center"));
    }

    [TestMethod]
    public async Task Only_the_nation_invites_and_only_a_province_joins()
    {
        await using var centers = await JoinedCenters.StartAsync(isJoined: false);
        var token = await centers.InviteAsync("51");

        await AssertRefusedAsync(
            () => centers.Province.RunAsync((InviteProvince invite) => invite.HandleAsync("44", None)), "not_the_nation");
        await AssertRefusedAsync(() => centers.InviteAsync("99"), "region_without_center");
        await AssertRefusedAsync(
            () => centers.Nation.RunAsync((JoinNation join) => join.HandleAsync(centers.Province.Address, token, None)),
            "is_the_nation");
        await AssertRefusedAsync(
            () => centers.Province.RunAsync((JoinNation join) => join.HandleAsync(centers.Province.Address, token, None)),
            "not_the_nation");
        await AssertRefusedAsync(
            () => centers.Province.RunAsync((JoinNation join) => join.HandleAsync(new Uri("http://nation.example"), token, None)),
            "not_protected");
    }

    [TestMethod]
    public async Task A_province_that_has_lost_its_key_joins_again_and_goes_on_where_it_was()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await centers.Province.FillAsync("511725", 30);
        await centers.PushAsync();
        Directory.Delete(Path.Combine(centers.Province.Folder, "keys"), recursive: true);

        await AssertRefusedAsync(centers.PushAsync, "no_center_key");
        await centers.JoinAsync(await centers.InviteAsync("51"));

        Assert.AreEqual(0, await centers.PushAsync());
        var own = await centers.Province.RunAsync((ICenterLine line) => line.FetchOwnAsync(JoinedCenters.Up, 1, None));
        Assert.AreEqual(1, own!.Head.Number, "what it signed with the lost key is its own still");
    }

    [TestMethod]
    public async Task A_province_that_is_shut_out_gets_no_answer_until_it_is_let_in_again()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await centers.Nation.RunAsync((SuspendProvince suspend) => suspend.HandleAsync("51", isSuspended: true, None));

        var refused = await Assert.ThrowsExactlyAsync<LineDownException>(centers.PushAsync);
        Assert.Contains("已停用", refused.Message);
        await centers.Nation.RunAsync((SuspendProvince suspend) => suspend.HandleAsync("51", isSuspended: false, None));

        Assert.IsGreaterThan(0, await centers.PushAsync());
        await AssertRefusedAsync(
            () => centers.Nation.RunAsync((SuspendProvince suspend) => suspend.HandleAsync("44", true, None)), "not_found");
    }

    private static Task<long> Audited(HostedCenter center, string action) =>
        center.ScalarAsync<long>("SELECT COUNT(*) FROM audit_event WHERE action = @action AND result = 'done'", new { action });

    private static async Task AssertRefusedAsync(Func<Task> act, string code) =>
        Assert.AreEqual(code, (await Assert.ThrowsExactlyAsync<RefusalException>(act)).Code);
}
