using System.Diagnostics;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Tests.Codes;

[TestClass]
public sealed class HugeTextTests
{
    [TestMethod]
    [DataRow('1')]
    [DataRow('(')]
    [DataRow(' ')]
    public void Ten_megabytes_are_refused_at_once_by_every_code(char filling)
    {
        var huge = "1" + new string(filling, 10_000_000) + "1";
        var watch = Stopwatch.StartNew();

        Assert.IsFalse(CitizenId.TryParse(huge, out _, out _));
        Assert.IsFalse(StudentNumber.TryParse(huge, out _, out _));
        Assert.IsFalse(SchoolCode.TryParse(huge, out _, out _));
        Assert.IsFalse(ClassCode.TryParse(huge, out _));
        Assert.IsFalse(RegionCode.TryParse(huge, out _));
        Assert.IsFalse(Grade.TryParse(huge, out _));
        Assert.IsFalse(SchoolYear.TryParse(huge, out _));
        Assert.IsFalse(OrganizationCode.TryParse(huge, out _));
        Assert.IsFalse(UnifiedSocialCreditCode.TryParse(huge, out _));
        foreach (var type in IdentityDocumentType.All)
            Assert.IsFalse(IdentityDocument.TryParse(type.Code, huge, out _, out _));

        Assert.IsLessThan(TimeSpan.FromSeconds(1), watch.Elapsed);
    }
}
