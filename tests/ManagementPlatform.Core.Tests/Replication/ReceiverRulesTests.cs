using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication;

[TestClass]
public sealed class ReceiverRulesTests
{
    private const int Schema = 12;

    [TestMethod]
    [DataRow(4, "h3", "h4", Schema, null, ReceiptOutcome.Applied, DisplayName = "The next one is applied")]
    [DataRow(4, "h3", "h4", Schema - 1, null, ReceiptOutcome.Applied, DisplayName = "One schema older is understood")]
    [DataRow(4, "h3", "h4", Schema + 1, null, ReceiptOutcome.NewerSchema, DisplayName = "A newer schema is refused")]
    [DataRow(4, "h3", "h4", Schema - 2, null, ReceiptOutcome.OlderSchema, DisplayName = "A schema two older is refused")]
    [DataRow(4, "x3", "h4", Schema, null, ReceiptOutcome.Forked, DisplayName = "One that follows another last one is forked")]
    [DataRow(4, null, "h4", Schema, null, ReceiptOutcome.Forked, DisplayName = "One that follows nothing is forked")]
    [DataRow(5, "h4", "h5", Schema, null, ReceiptOutcome.Gap, DisplayName = "One after the next leaves a gap")]
    [DataRow(5, "h4", "h5", Schema + 1, null, ReceiptOutcome.Gap, DisplayName = "Of a gap the schema does not matter yet")]
    [DataRow(3, "h2", "h3", Schema, null, ReceiptOutcome.Repeated, DisplayName = "The last one again")]
    [DataRow(3, "h2", "x3", Schema, null, ReceiptOutcome.Forked, DisplayName = "Another with the last number")]
    [DataRow(2, "h1", "h2", Schema, "h2", ReceiptOutcome.Repeated, DisplayName = "An old one again")]
    [DataRow(2, "h1", "x2", Schema, "h2", ReceiptOutcome.Forked, DisplayName = "Another with an old number")]
    [DataRow(2, "h1", "h2", Schema, null, ReceiptOutcome.Forked, DisplayName = "An old one that is forgotten cannot be told from another")]
    public void A_receiver_at_batch_3_judges_by_number_and_chain(
        int number, string? previous, string hash, int schema, string? known, string outcome)
    {
        var channel = Channel.Up("51");
        var head = new BatchHead(channel, number, previous, hash, schema, BatchKind.Changes, NextKey: 1);

        Assert.AreEqual(outcome, ReceiverRules.Judge(head, channel, new Position(3, "h3"), known, Schema));
    }

    [TestMethod]
    public void The_first_batch_follows_nothing()
    {
        var channel = Channel.Down("51");
        var first = new BatchHead(channel, 1, null, "h1", Schema, BatchKind.Snapshot, NextKey: 1);

        Assert.AreEqual(ReceiptOutcome.Applied, ReceiverRules.Judge(first, channel, Position.Start, null, Schema));
        Assert.AreEqual(
            ReceiptOutcome.Forked, ReceiverRules.Judge(first with { Previous = "h0" }, channel, Position.Start, null, Schema));
    }

    [TestMethod]
    public void A_batch_of_another_channel_is_refused_before_anything_else()
    {
        var head = new BatchHead(Channel.Up("44"), 4, "h3", "h4", Schema, BatchKind.Changes, NextKey: 1);

        Assert.AreEqual(
            ReceiptOutcome.WrongChannel, ReceiverRules.Judge(head, Channel.Up("51"), new Position(3, "h3"), null, Schema));
        Assert.AreEqual(
            ReceiptOutcome.WrongChannel, ReceiverRules.Judge(head, Channel.Down("44"), new Position(3, "h3"), null, Schema));
    }
}
