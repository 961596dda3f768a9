namespace ManagementPlatform.Core.Tests.Docs;

/// <summary>docs/transfers.md shows the tables that the code works with, not those that it once had.</summary>
[TestClass]
public sealed class TransfersDocumentTests
{
    public static IEnumerable<object[]> Parts => TransferTables.Parts.Keys.Select(name => new object[] { name });

    [TestMethod, DynamicData(nameof(Parts))]
    public void The_page_shows_what_the_code_prints(string part)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "transfers.md")).ReplaceLineEndings("\n");
        var (begin, end) = ($"<!-- {part} -->\n", $"\n<!-- /{part} -->");
        var from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var until = page.IndexOf(end, StringComparison.Ordinal);
        Assert.IsGreaterThan(from, until, $"the page has no part '{part}'");
        Assert.AreEqual(
            TransferTables.Parts[part], page[from..until],
            $"put this between the marks of '{part}':\n{TransferTables.Parts[part]}\n");
    }
}
