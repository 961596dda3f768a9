using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication;

[TestClass]
public sealed class SenderRulesTests
{
    [TestMethod]
    [DataRow(3, "h3", SenderView.InStep, DisplayName = "Where it was known to be")]
    [DataRow(4, "h4", SenderView.InStep, DisplayName = "Its receipt was lost")]
    [DataRow(5, "h5", SenderView.InStep, DisplayName = "It has everything")]
    [DataRow(6, "h6", SenderView.SenderRestored, DisplayName = "It has more than was ever made here")]
    [DataRow(5, "x5", SenderView.SenderRestored, DisplayName = "It has another batch of this number")]
    [DataRow(2, "x2", SenderView.SenderRestored, DisplayName = "It had another batch of an old number")]
    [DataRow(2, "h2", SenderView.ReceiverRestored, DisplayName = "It has less than it had acknowledged")]
    [DataRow(0, null, SenderView.ReceiverRestored, DisplayName = "It has nothing any more")]
    [DataRow(1, "h1", SenderView.Unknown, DisplayName = "It is where the sender has forgotten")]
    public void A_sender_that_made_five_and_knows_three_acknowledged_learns_from_where_the_receiver_is(
        int applied, string? hash, SenderView view)
    {
        string?[] made = [null, null, "h2", "h3", "h4", "h5", null];

        var seen = SenderRules.Judge(new Position(3, "h3"), new Position(5, "h5"), new Position(applied, hash), made[applied]);

        Assert.AreEqual(view, seen);
    }

    [TestMethod]
    public void A_new_channel_is_in_step() =>
        Assert.AreEqual(SenderView.InStep, SenderRules.Judge(Position.Start, Position.Start, Position.Start, null));
}
