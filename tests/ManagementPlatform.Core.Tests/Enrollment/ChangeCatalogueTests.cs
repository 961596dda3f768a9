using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Core.Tests.Enrollment;

[TestClass]
public sealed class ChangeCatalogueTests
{
    [TestMethod]
    public void Every_kind_that_is_decided_passes_the_school_leader_first_and_the_bureau_after()
    {
        foreach (var kind in ChangeCatalogue.All.Where(k => !k.IsImmediate))
        {
            Assert.AreEqual(ChainStep.SchoolLeader, kind.Chain[0], kind.Code);
            CollectionAssert.AllItemsAreUnique(kind.Chain.ToArray(), kind.Code);
        }
    }

    [TestMethod]
    public void Only_moving_between_classes_needs_nobody() =>
        Assert.AreEqual("change_class", string.Join(',', ChangeCatalogue.All.Where(k => k.IsImmediate).Select(k => k.Code)));

    [TestMethod]
    public void Nothing_leads_out_of_graduation_or_death()
    {
        var ends = new[] { PupilStatus.Graduated, PupilStatus.Completed, PupilStatus.LeftIncomplete, PupilStatus.Withdrawn, PupilStatus.Deceased };

        Assert.IsFalse(ChangeCatalogue.All.SelectMany(k => k.From).Intersect(ends).Any());
    }

    [TestMethod]
    public void Every_state_on_the_roll_can_be_left_again()
    {
        foreach (var status in new[] { PupilStatus.InSchool, PupilStatus.Suspended, PupilStatus.DroppedOut, PupilStatus.Abroad })
            Assert.IsTrue(ChangeCatalogue.All.Any(k => k.From.Contains(status) && k.To != status), status);
    }
}
