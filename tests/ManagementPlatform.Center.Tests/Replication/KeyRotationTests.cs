using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication.Centers;

namespace ManagementPlatform.Center.Tests.Replication;

[TestClass]
public sealed class KeyRotationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod]
    public async Task A_province_goes_over_to_a_new_key_and_its_old_one_ends_after_a_while()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await centers.Province.FillAsync("511725", 30);
        var old = await SignedAsync(centers);
        var underway = (await centers.NextAsync())!;

        var (keyId, endsAt) = await centers.Province.RunAsync((RotateKey rotate) => rotate.HandleAsync(None));

        Assert.AreNotEqual(old.KeyId, keyId);
        Assert.AreEqual(keyId, (await SignedAsync(centers)).KeyId);
        Assert.AreEqual(ReceiptOutcome.Applied, (await centers.SendAsync(underway)).Outcome, "signed before, sent after");
        Assert.IsGreaterThan(0, await centers.PushAsync());
        Assert.IsTrue(await IsGoodAtTheNationAsync(centers, old));
        Forward(centers, endsAt - centers.Nation.Time.Now);
        Assert.IsFalse(await IsGoodAtTheNationAsync(centers, old));
        Assert.AreEqual(0, await centers.PushAsync());
        Assert.AreEqual(
            1, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM audit_event WHERE action = 'replication.learn_key'"));
    }

    [TestMethod]
    public async Task A_province_follows_the_nation_over_several_new_keys()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await centers.Nation.RunAsync((RotateKey rotate) => rotate.HandleAsync(None));
        Forward(centers, TimeSpan.FromDays(60));
        await centers.Nation.RunAsync((RotateKey rotate) => rotate.HandleAsync(None));

        Assert.IsGreaterThan(0, await centers.PullAsync());

        Assert.AreEqual(3, await centers.Province.ScalarAsync<long>("SELECT COUNT(*) FROM center_key WHERE center_code = '00'"));
    }

    [TestMethod]
    public async Task A_key_that_no_known_key_has_signed_is_not_learnt()
    {
        await using var centers = await JoinedCenters.StartAsync();
        var known = await SignedAsync(centers);
        using var stranger = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var key = CenterPublicKey.Of(stranger);
        var own = Convert.ToBase64String(
            stranger.SignData(key.ToEndorse("51"), System.Security.Cryptography.HashAlgorithmName.SHA256));

        var refused = await Assert.ThrowsExactlyAsync<CenterRefusedException>(() => centers.Province.RunAsync<NationRequests, int>(async nation =>
        {
            await nation.AnnounceAsync(new KeyMessage(key.Text, known.KeyId, own), None);
            return 0;
        }));

        Assert.AreEqual("bad_key", refused.Code);
        Assert.AreEqual(1, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM center_key WHERE center_code = '51'"));
    }

    private static Task<CenterSignature> SignedAsync(JoinedCenters centers) =>
        centers.Province.RunAsync((ICenterKeys keys) => keys.SignAsync("text"u8.ToArray(), None));

    private static Task<bool> IsGoodAtTheNationAsync(JoinedCenters centers, CenterSignature signature) =>
        centers.Nation.RunAsync((ICenterKeys keys) => keys.VerifyAsync("51", signature, "text"u8.ToArray(), None));

    private static void Forward(JoinedCenters centers, TimeSpan by)
    {
        centers.Nation.Time.Advance(by);
        centers.Province.Time.Advance(by);
    }
}
