using System.Text.Json;
using ManagementPlatform.Core;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Students;

namespace ManagementPlatform.Etl.Tests.Mapping;

[TestClass]
public sealed class MappingProfileTests
{
    private const string Roster =
        """
        序号,班级,姓名,性别,身份证号,民族,户籍省,户籍市,户籍县,户口类型,家庭住址,邮编,入学时间,是否住校,留守儿童,随迁子女,距离(公里),上学方式,父亲姓名,父亲电话,母亲姓名,母亲电话,备注
        1,一年级1班,张小蓉,女,510107201603150006,汉,四川省,成都市,武侯区,城镇,样例路1号,610041,2026年9月,否,否,否,1.2,公交车,张样例,13900000000,,,
        """;

    private static IReadOnlyList<MappingProfile> Shipped => MappingProfiles.Shipped.All("students");

    [TestMethod]
    public void The_shipped_profiles_name_only_columns_that_exist()
    {
        var columns = StudentColumns.National.Select(c => c.Header).ToHashSet();
        Assert.HasCount(3, Shipped);
        foreach (var profile in Shipped)
        {
            string[] named =
            [
                .. profile.Headers.Values, .. profile.Join.Keys,
                .. profile.Split.SelectMany(s => s.Columns), .. profile.Values.Keys, .. profile.Dates.Keys, .. profile.Copy.Keys,
                .. profile.Copy.Values, .. profile.Constants.Keys,
            ];
            foreach (var column in named)
                Assert.Contains(column, columns, $"{profile.Name}: {column}");
        }
    }

    [TestMethod]
    public async Task Every_value_that_a_shipped_profile_writes_is_one_that_its_column_reads()
    {
        foreach (var profile in Shipped)
        {
            foreach (var (column, value) in profile.Values.SelectMany(v => v.Value.Values.Select(x => (v.Key, x)))
                         .Concat(profile.Constants.Select(c => (c.Key, c.Value))))
            {
                var (_, problems) = await Rows.FirstAsync(Rows.Example((column, value)));
                Assert.IsEmpty(problems, $"{profile.Name}: {column} {value}");
            }
        }
    }

    [TestMethod]
    public async Task A_schools_own_roster_becomes_a_whole_form()
    {
        var (draft, problems) = await Rows.FirstAsync(Roster, MappingProfiles.Shipped.Find("school-roster", "students"));
        Assert.IsEmpty(problems);
        Assert.AreEqual(("一年级", "1班"), (draft.Grade, draft.Class));
        var form = draft.ToForm(1);
        Assert.AreEqual(new DateOnly(2016, 3, 15), form.BirthDate);
        Assert.AreEqual("510107", form.HouseholdPlaceCode);
        Assert.AreEqual("510107", form.BirthPlaceCode);
        Assert.AreEqual("01", form.EthnicityCode);
        Assert.AreEqual("样例路1号", form.MailingAddress);
        Assert.AreEqual("13900000000", form.Phone);
        Assert.AreEqual("202609", form.EntryMonth);
        Assert.AreEqual("1", form.AttendanceModeCode);
        Assert.AreEqual("3", form.CommuteModeCode);
        Assert.AreEqual(("张样例", "51", true), (form.Family[0].Name, form.Family[0].RelationCode, form.Family[0].IsGuardian));
        Assert.HasCount(1, form.Family, "no mother in the row, so no second member made of constants alone");
    }

    [TestMethod]
    public async Task The_short_names_of_the_standard_are_read_in_any_case()
    {
        var headers = "XXDM,xm,XBM,CSRQ,CSDM,MZM,GJDQM,SFZJLXM,SFZJH,GATQWM,JKZKM,HKSZDM,HKXZM,NJ,BH,RXNY,RXFSM,JDFSM,xzz,txdz,jtdz,lxdh,yzbm,"
            + "sfdszn,sfsgxqjy,sflset,SFJCWGRYSQZN,sfge,sfls,sfxysqzz,sfxsyb,sxxjl,sxxfs,sfxyczxc";
        var row = "2151000001,张小蓉,2,20160315,510107,01,CHN,1,510107201603150006,00,10,510107,2,21,1,202609,11,1,甲,乙,丙,13800000000,610041,"
            + "1,1,0,0,0,0,0,0,1.5,1,0";
        var (draft, problems) = await Rows.FirstAsync(
            $"{headers}\n{row}\n", MappingProfiles.Shipped.Find("standard-names", "students"));
        Assert.IsEmpty(problems);
        Assert.AreEqual("张小蓉", draft.Form.Name);
        Assert.AreEqual("0", draft.Form.LeftBehindCode);
    }

    [TestMethod]
    public async Task Dates_of_another_form_are_read_when_the_profile_names_it()
    {
        var profile = new MappingProfile
        {
            Name = "x",
            Title = "x",
            Entity = "students",
            Dates = new Dictionary<string, string> { ["出生日期"] = "d/M/yyyy" },
        };
        var (draft, problems) = await Rows.FirstAsync(Rows.Example(("出生日期", "5/3/2016")), profile);
        Assert.IsEmpty(problems);
        Assert.AreEqual(new DateOnly(2016, 3, 5), draft.Form.BirthDate);
    }

    [TestMethod]
    public async Task A_text_that_a_split_does_not_match_goes_where_the_profile_says()
    {
        var csv = Roster.Replace("一年级1班", "实验班", StringComparison.Ordinal);
        var (draft, _) = await Rows.FirstAsync(csv, MappingProfiles.Shipped.Find("school-roster", "students"));
        Assert.AreEqual((null, "实验班"), (draft.Grade, draft.Class));
    }

    [TestMethod]
    public void An_unknown_profile_is_refused_with_those_there_are()
    {
        var refusal = Assert.ThrowsExactly<RefusalException>(() => MappingProfiles.Shipped.Find("nosuch", "students"));
        Assert.Contains("school-roster", refusal.Message);
    }

    [TestMethod]
    public void A_profile_with_a_misspelt_member_is_an_error_that_names_the_file()
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(
            Path.Combine(folder.FullName, "bad.json"), """{ "name": "x", "title": "x", "entity": "students", "haeders": {} }""");
        var error = Assert.ThrowsExactly<InvalidDataException>(() => new MappingProfiles(folder.FullName).All("students"));
        Assert.Contains("bad.json", error.Message);
        Assert.IsInstanceOfType<JsonException>(error.InnerException);
        folder.Delete(recursive: true);
    }
}
