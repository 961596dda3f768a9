namespace ManagementPlatform.Cli.Tests;

[TestClass]
public sealed class CommandLineTests
{
    [TestMethod]
    public async Task Help_names_every_command_and_every_exit_code()
    {
        using var mp = new MpProcess();
        var help = await mp.RunAsync("--help");
        Assert.AreEqual(0, help.ExitCode);
        foreach (var word in (string[])["init", "migrate", "serve", "user", "template", "import", "export", "generate", "promote", "audit", "doctor", "demo", "退出码", "130"])
            Assert.Contains(word, help.Output);
    }

    [TestMethod]
    [DataRow("", "请写明要执行的命令。")]
    [DataRow("fly", "无法识别 fly。")]
    [DataRow("init", "请写明 --province 省代码 或 --nation，二者选一。")]
    [DataRow("init --province", "选项 --province 缺少值。")]
    [DataRow("init --nation --province 51", "请写明 --province 省代码 或 --nation，二者选一。")]
    [DataRow("doctor --engine oracle", "oracle 不在可选值之中")]
    [DataRow("doctor --engine postgresql", "必须配置 ConnectionStrings:Center")]
    public async Task A_wrong_command_line_is_told_in_Chinese_and_ends_with_2(string line, string message)
    {
        using var mp = new MpProcess();
        var run = await mp.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.AreEqual(2, run.ExitCode, run.All);
        Assert.Contains(message, run.Error);
        Assert.AreEqual("", run.Output);
    }

    [TestMethod]
    public async Task Nothing_that_is_piped_holds_an_escape_character()
    {
        using var mp = new MpProcess();
        string[][] lines = [["--help"], ["init", "--province", "51"], ["doctor"], ["fly"]];
        foreach (var line in lines)
            Assert.DoesNotContain("\u001b", (await mp.RunAsync(line)).All);
    }
}
