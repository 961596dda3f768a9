using System.Security.Cryptography;

namespace ManagementPlatform.Cli.Tests;

[TestClass]
public sealed class GenerateTests
{
    [TestMethod]
    public async Task Counties_are_written_to_files_the_same_each_time()
    {
        using var mp = new MpProcess();
        string[] line = ["generate", "--province", "51", "--county", "510129", "511725", "--pupils", "3000", "--json", "--out"];
        var first = await mp.RunAsync([.. line, "a"]);
        Assert.AreEqual(0, first.ExitCode, first.All);
        Assert.AreEqual(3000, first.Json.GetProperty("pupils").GetInt32());
        Assert.AreEqual(2, first.Json.GetProperty("counties").GetInt32());
        await mp.RunAsync([.. line, "b"]);
        await mp.RunAsync([.. line, "c", "--seed", "2"]);

        CollectionAssert.AreEqual(Hash("a"), Hash("b"));
        CollectionAssert.AreNotEqual(Hash("a"), Hash("c"));

        byte[] Hash(string folder) => SHA256.HashData(File.ReadAllBytes(Path.Combine(mp.Folder, folder, "students.csv")));
    }

    [TestMethod]
    [DataRow("generate --province 71", "没有代码为 710000 的省级单位")]
    [DataRow("generate --province x", "省代码无效")]
    [DataRow("generate --province 51 --county 110101", "没有这些县（区）：110101")]
    [DataRow("generate --province 51 --pupils 0", "学生人数应大于 0")]
    [DataRow("generate --province 51 --county 510129 --pupils 9000000", "每县最多可生成")]
    public async Task What_cannot_be_made_is_refused(string line, string message)
    {
        using var mp = new MpProcess();
        var run = await mp.RunAsync(line.Split(' '));
        Assert.AreEqual(1, run.ExitCode, run.All);
        Assert.Contains(message, run.Error);
        Assert.IsFalse(Directory.Exists(Path.Combine(mp.Folder, "generated")));
    }
}
