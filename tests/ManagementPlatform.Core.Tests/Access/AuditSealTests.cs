using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Tests.Access;

[TestClass]
public sealed class AuditSealTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly AuditRecord[] Lines = [Line(1), Line(2), Line(3)];
    private static readonly AuditSeal First = AuditSeal.Over(null, Noon, Lines);

    [TestMethod]
    public void A_seal_covers_its_lines_in_any_order() => Assert.IsTrue(First.Covers([Lines[2], Lines[0], Lines[1]]));

    [TestMethod]
    public void A_missing_an_added_and_another_line_show()
    {
        Assert.IsFalse(First.Covers(Lines[..2]));
        Assert.IsFalse(First.Covers([.. Lines, Line(4)]));
        Assert.IsFalse(First.Covers([Lines[0], Lines[1], Line(4)]));
    }

    [TestMethod]
    public void A_change_of_any_field_shows()
    {
        AuditRecord[] changed =
        [
            Lines[1] with { OccurredAt = Noon.AddMicroseconds(1) },
            Lines[1] with { UserId = 8 },
            Lines[1] with { UserName = null },
            Lines[1] with { OrganizationId = null },
            Lines[1] with { RemoteAddress = "10.0.0.2" },
            Lines[1] with { Action = "student.edi" },
            Lines[1] with { Entity = "School" },
            Lines[1] with { EntityId = 6 },
            Lines[1] with { StudentId = null },
            Lines[1] with { Result = "refused" },
            Lines[1] with { Reason = "" },
            Lines[1] with { Detail = "{}" },
        ];
        foreach (var line in changed)
            Assert.IsFalse(First.Covers([Lines[0], line, Lines[2]]), line.ToString());
    }

    [TestMethod]
    public void Text_moved_from_one_field_to_the_next_shows()
    {
        var one = AuditSeal.Over(null, Noon, [Lines[0] with { Action = "a", Entity = "bc" }]);
        Assert.IsFalse(one.Covers([Lines[0] with { Action = "ab", Entity = "c" }]));
    }

    [TestMethod]
    public void Each_seal_stands_on_the_one_before()
    {
        var second = AuditSeal.Over(First, Noon, [Line(4)]);
        Assert.AreEqual((2L, First.Hash), (second.SealId, second.PreviousHash));
        Assert.IsFalse((second with { PreviousHash = AuditSeal.Beginning }).Covers([Line(4)]));
    }

    private static AuditRecord Line(long id) => new()
    {
        AuditId = id,
        OccurredAt = Noon,
        UserId = 7,
        UserName = "王敏",
        OrganizationId = 5,
        RemoteAddress = "10.0.0.1",
        Action = "student.edit",
        Entity = "student",
        EntityId = 9,
        StudentId = 9,
        Result = "done",
    };
}
