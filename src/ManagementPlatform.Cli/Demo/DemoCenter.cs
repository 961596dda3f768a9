using ManagementPlatform.Center.Hosting;
using ManagementPlatform.Cli.Commands;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Generation;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Statistics;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Cli.Demo;

/// <summary>The center of the demo: 四川省 with three real counties full of people who do not exist.</summary>
internal sealed class DemoCenter(CenterAction center, CenterSettings settings)
{
    public const string Province = "51", Name = "四川省学籍演示中心";

    /// <summary>A district of 成都, a county, and one where the 彝族 live.</summary>
    public static readonly IReadOnlyList<string> Counties = ["510107", "510129", "513437"];

    private const string Mark = ".demo";

    /// <summary>Takes the demo of an earlier run away; another center's database is left alone.</summary>
    /// <exception cref="RefusalException">The folder holds a database that no demo made.</exception>
    public static void ClearFolder(CenterSettings settings)
    {
        Directory.CreateDirectory(settings.DataFolder);
        if (!settings.Engine.Equals("sqlite", StringComparison.OrdinalIgnoreCase))
            return;
        var database = Path.Combine(settings.DataFolder, "center.db");
        var mark = Path.Combine(settings.DataFolder, Mark);
        if (File.Exists(database) && !File.Exists(mark))
            throw Refused.Conflict("not_a_demo", $"{settings.DataFolder} 里已有别的数据中心，演示不会动它；请用 --data 另指一个文件夹。");
        foreach (var file in (string[])[database, database + "-wal", database + "-shm"])
            File.Delete(file);
        File.WriteAllText(mark, "mp demo");
    }

    /// <exception cref="RefusalException">The server's database is another center's.</exception>
    public async Task SetUpAsync(CancellationToken cancel)
    {
        var (made, _) = await InitCommand.SetUpAsync(center, Province, Name, cancel);
        if (made.Center.Name != Name)
            throw Refused.Conflict("not_a_demo", $"该数据库是“{made.Center.Name}”，演示不会动它；请另建一个空库。");
        center.Screen.Line($"数据中心：{made.Center.Name}（{made.Center.RegionCode}，{settings.Engine}）；参考数据 {made.ReferenceRows:N0} 行，教育行政部门 {made.Bureaus} 个。");
    }

    /// <summary>Makes the schools and pupils, unless an earlier run has.</summary>
    public async Task FillAsync(long pupils, CancellationToken cancel)
    {
        var caller = await center.CallerAsync(cancel);
        var here = (await center.Get<EnrollmentCounts>().ReadAsync(caller.OrganizationId, cancel)).Sum(row => row.Pupils);
        if (here > 0)
        {
            center.Screen.Line($"已有上次演示的 {here:N0} 名学生，不再生成。");
            return;
        }

        var request = Request(pupils);
        var tables = GeneratorTables.Load(ReferenceFiles.Folder);
        var regions = (await center.Get<IReferenceData>().GetAsync(cancel)).Regions;
        var count = await GenerateCommand.LoadAsync(
            center, request, tables, GenerationPlan.Of(request, tables, new CountyList(regions)), cancel);
        center.Screen.Line($"已生成 {count.Schools} 所学校、{count.Classes:N0} 个班、{count.Staff:N0} 名教职工、{count.Pupils:N0} 名学生（均为虚构）。");
    }

    /// <summary>A primary school of one of the counties, where the story plays.</summary>
    /// <exception cref="RefusalException">With so few pupils the county has none.</exception>
    public async Task<GeneratedSchool> ChooseAsync(long pupils, int county, CancellationToken cancel)
    {
        // Made again from the same seed, so the school is known without asking.
        var regions = (await center.Get<IReferenceData>().GetAsync(cancel)).Regions;
        var (request, tables, counties) = (Request(pupils), GeneratorTables.Load(ReferenceFiles.Folder), new CountyList(regions));
        return new CountyGenerator(request, tables, counties, GenerationPlan.Of(request, tables, counties)[county]).Schools
            .FirstOrDefault(s => s.TypeCode == SchoolKind.Primary.TypeCode && s.OrganizerCode != Private && s.Classes.Any(c => c.Grade.Code == FirstGrade))
            ?? throw Refused.Invalid("demo_too_small", $"{pupils:N0} 名学生按比例分到各县后，有的县没有设一年级的公办小学，演示无处可演；请把 --pupils 改大，如 5000。");
    }

    /// <summary>小学一年级.</summary>
    internal const string FirstGrade = "21";

    private const string Private = "999";

    private GenerationRequest Request(long pupils) => new()
    {
        Region = RegionCode.Parse(Province + "0000"),
        Counties = Counties,
        Pupils = pupils,
        SchoolYear = SchoolYear.Of(BeijingTime.Today(center.Get<TimeProvider>())),
    };
}

/// <summary>The school with its first class of grade 1.</summary>
/// <param name="Id">Key of the organization.</param>
/// <param name="ClassId">小学一年级1班.</param>
internal sealed record DemoSchool(long Id, string Code, string Name, long ClassId)
{
    /// <exception cref="RefusalException">The center does not have the school.</exception>
    public static async Task<DemoSchool> FindAsync(CenterAction center, GeneratedSchool school, CancellationToken cancel)
    {
        var (id, _) = await center.Get<OrganizationQueries>().FindByCodeAsync(school.Code.Text, cancel)
            ?? throw Refused.Conflict("other_demo", "库中的演示数据来自另一个版本或规模；请另建一个空库。");
        var caller = await center.CallerAsync(cancel);
        var classes = await center.Get<ImportQueries>().ClassesAsync([id], caller.OrganizationId, cancel);
        return new DemoSchool(
            id, school.Code.Text, school.Name, classes.First(c => c is { Grade: DemoCenter.FirstGrade, ClassNumber: 1 }).ClassId);
    }
}
