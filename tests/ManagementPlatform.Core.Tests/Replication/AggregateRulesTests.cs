using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication;

[TestClass]
public sealed class AggregateRulesTests
{
    private const long MadeBy51 = 510_000_000_000_007;

    [TestMethod]
    [DataRow(null, null, 1, "51", "upsert", AggregateVerdict.Apply, DisplayName = "A new one of its own")]
    [DataRow(null, null, 1, "44", "upsert", AggregateVerdict.Foreign, DisplayName = "A new one of somebody else's")]
    [DataRow(null, null, 2, "44", "hand_over", AggregateVerdict.Apply, DisplayName = "Made and handed over before the nation heard of it")]
    [DataRow(4, "51", 5, "51", "upsert", AggregateVerdict.Apply, DisplayName = "A newer version")]
    [DataRow(4, "51", 5, "44", "hand_over", AggregateVerdict.Apply, DisplayName = "The last write of the old home")]
    [DataRow(4, "51", 5, "51", "delete", AggregateVerdict.Apply, DisplayName = "A deletion is a version too")]
    [DataRow(4, "51", 4, "51", "upsert", AggregateVerdict.Older, DisplayName = "The same version")]
    [DataRow(4, "51", 4, "51", "repair", AggregateVerdict.Apply, DisplayName = "The same version, sent because the copies differ")]
    [DataRow(4, "51", 3, "51", "repair", AggregateVerdict.Apply, DisplayName = "A repair of a copy to which somebody gave a higher version")]
    [DataRow(4, "44", 3, "51", "repair", AggregateVerdict.Older, DisplayName = "A repair by somebody who does not write it")]
    [DataRow(4, "44", 5, "51", "upsert", AggregateVerdict.Foreign, DisplayName = "One that another province writes")]
    [DataRow(4, "44", 5, "44", "hand_over", AggregateVerdict.Foreign, DisplayName = "Handed over by somebody who does not have it")]
    [DataRow(4, "44", 3, "51", "upsert", AggregateVerdict.Older, DisplayName = "An old version that comes late, after the hand-over")]
    public void The_nation_takes_from_51_what_51_writes(
        int? version, string? home, int arrivedVersion, string arrivedHome, string operation, AggregateVerdict verdict)
    {
        var local = version is null ? null : new AggregateState(version.Value, home!);
        var arrived = new ArrivedAggregate(MadeBy51, arrivedVersion, arrivedHome, operation);

        Assert.AreEqual(verdict, AggregateRules.Judge("00", "51", local, arrived));
    }

    [TestMethod]
    [DataRow(null, null, 3, "44", AggregateVerdict.Apply, DisplayName = "A pupil of another province that it asked for")]
    [DataRow(null, null, 5, "51", AggregateVerdict.Apply, DisplayName = "A pupil who is handed over to it")]
    [DataRow(4, "44", 5, "51", AggregateVerdict.Apply, DisplayName = "A pupil whom it knew and gets")]
    [DataRow(4, "44", 5, "44", AggregateVerdict.Apply, DisplayName = "A newer copy")]
    [DataRow(4, "44", 4, "44", AggregateVerdict.Older, DisplayName = "The same copy")]
    [DataRow(4, "51", 5, "51", AggregateVerdict.Foreign, DisplayName = "A newer version of what it writes itself")]
    [DataRow(4, "51", 5, "44", AggregateVerdict.Foreign, DisplayName = "Taken away from it")]
    [DataRow(6, "51", 5, "51", AggregateVerdict.Older, DisplayName = "The hand-over again, after it has written")]
    public void A_province_takes_from_the_nation_what_it_does_not_write_itself(
        int? version, string? home, int arrivedVersion, string arrivedHome, AggregateVerdict verdict)
    {
        var local = version is null ? null : new AggregateState(version.Value, home!);
        var arrived = new ArrivedAggregate(MadeBy51, arrivedVersion, arrivedHome, ReplicatedOperation.Upsert);

        Assert.AreEqual(verdict, AggregateRules.Judge("51", "00", local, arrived));
    }

    [TestMethod]
    public void A_restored_center_takes_its_own_writes_back()
    {
        var lost = new ArrivedAggregate(MadeBy51, 5, "44", ReplicatedOperation.HandOver);

        Assert.AreEqual(AggregateVerdict.Foreign, AggregateRules.Judge("51", "00", new AggregateState(4, "51"), lost));
        Assert.AreEqual(
            AggregateVerdict.Apply, AggregateRules.Judge("51", "00", new AggregateState(4, "51"), lost, isReplay: true));
        Assert.AreEqual(
            AggregateVerdict.Older, AggregateRules.Judge("51", "00", new AggregateState(5, "44"), lost, isReplay: true));
    }
}
