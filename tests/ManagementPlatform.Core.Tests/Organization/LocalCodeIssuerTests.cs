using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Core.Tests.Organization;

[TestClass]
public sealed class LocalCodeIssuerTests
{
    [TestMethod]
    [DataRow("51", null, "2151000001")]
    [DataRow("51", 7, "2151000008")]
    [DataRow("65", 12, "2165000013")]
    [DataRow("66", null, "2165900001")] // 兵团 has 新疆's digits and counts where 新疆 does not
    [DataRow("66", 900_001, "2165900002")]
    public async Task The_next_serial_follows_the_highest(string center, int? highest, string code)
    {
        var issued = await new LocalCodeIssuer(new Register(highest))
            .IssueAsync(1, SchoolCategory.Find("21")!, center, CancellationToken.None);
        Assert.AreEqual(code, issued!.Value.Text);
    }

    [TestMethod]
    [DataRow("51", 999_999)]
    [DataRow("65", 900_000)]
    [DataRow("66", 999_999)]
    public async Task Serials_that_are_used_up_are_not_begun_again(string center, int highest)
    {
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => new LocalCodeIssuer(new Register(highest)).IssueAsync(1, SchoolCategory.Find("21")!, center, CancellationToken.None));
        Assert.AreEqual("school_codes_exhausted", refusal.Code);
    }

    [TestMethod]
    public async Task Each_center_looks_only_where_it_counts()
    {
        var register = new Register(null);
        await new LocalCodeIssuer(register).IssueAsync(1, SchoolCategory.Find("31")!, "65", CancellationToken.None);
        await new LocalCodeIssuer(register).IssueAsync(1, SchoolCategory.Find("31")!, "66", CancellationToken.None);
        CollectionAssert.AreEqual(new[] { "3165 1-900000", "3165 900001-999999" }, register.Asked);
    }

    private sealed class Register(int? highest) : ISchoolCodeRegister
    {
        public List<string> Asked { get; } = [];

        public Task<int?> HighestSerialAsync(string prefix, int from, int to, CancellationToken cancel)
        {
            Asked.Add($"{prefix} {from}-{to}");
            return Task.FromResult(highest);
        }
    }
}
