using FsCheck.Fluent;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Tests.Codes;

[TestClass]
public sealed class StudentNumberTests
{
    private static readonly RegionCode Wuhou = RegionCode.Parse("510105");
    private static readonly DateOnly Born = new(2016, 3, 15);

    [TestMethod]
    public void A_formal_number_is_G_and_the_citizen_id()
    {
        var id = CitizenId.Parse("11010519491231002X");
        var number = StudentNumber.Formal(id);
        Assert.AreEqual("G11010519491231002X", number.Text);
        Assert.AreEqual(id, number.CitizenIdAtIssue);
    }

    [TestMethod]
    [DataRow(3, "J510105201603150031")]
    [DataRow(4, "J51010520160315004X")]
    public void A_number_without_an_id_ends_in_a_check_character(int sequence, string expected)
    {
        var number = StudentNumber.WithoutId(Wuhou, Born, sequence);
        Assert.AreEqual(expected, number.Text);
        Assert.AreEqual((StudentNumberKind.FormalWithoutId, "510105", Born, (CitizenId?)null),
            (number.Kind, number.Division, number.BirthDate, number.CitizenIdAtIssue));
    }

    [TestMethod]
    public void A_temporary_number_ends_in_four_drawn_digits()
    {
        Assert.AreEqual("L510105201603154821", StudentNumber.Temporary(Wuhou, Born, 4821).Text);
        Assert.AreEqual("L510105201603150007", StudentNumber.Temporary(Wuhou, Born, 7).Text);
    }

    [TestMethod]
    public void The_letters_are_the_kinds()
    {
        Assert.AreEqual(StudentNumberKind.Formal, StudentNumber.Parse("G11010519491231002X").Kind);
        Assert.AreEqual(StudentNumberKind.FormalWithoutId, StudentNumber.Parse("j510105201603150031").Kind);
        Assert.AreEqual(StudentNumberKind.Temporary, StudentNumber.Parse("\uff2c510105201603154821").Kind);
    }

    [TestMethod]
    [DataRow("G11010519491231002", StudentNumberFault.Length)]
    [DataRow("11010519491231002X1", StudentNumberFault.Letter)]
    [DataRow("K11010519491231002X", StudentNumberFault.Letter)]
    [DataRow("L51010520160315482X", StudentNumberFault.Characters)]
    [DataRow("J51010520160315X031", StudentNumberFault.Characters)]
    [DataRow("J160105201603150031", StudentNumberFault.Division)]
    [DataRow("L810000201603154821", StudentNumberFault.Division)]
    [DataRow("L510105201602304821", StudentNumberFault.BirthDate)]
    [DataRow("J510105201613150031", StudentNumberFault.BirthDate)]
    [DataRow("J510105201603150032", StudentNumberFault.CheckDigit)]
    [DataRow("G110105194912310021", StudentNumberFault.CheckDigit)]
    public void What_is_wrong_is_said(string text, StudentNumberFault expected)
    {
        Assert.IsFalse(StudentNumber.TryParse(text, out _, out var fault));
        Assert.AreEqual(expected, fault);
        Assert.AreNotEqual("", fault.Text());
    }

    [TestMethod]
    public void Every_number_put_together_is_read_with_the_same_parts() =>
        (from county in Numbers.Counties
         from day in Numbers.Days
         from n in Gen.Choose(1, 999)
         select (county, day, n)).Hold(parts =>
            StudentNumber.TryParse(StudentNumber.WithoutId(parts.county, parts.day, parts.n).Text, out var j, out _)
            && StudentNumber.TryParse(StudentNumber.Temporary(parts.county, parts.day, parts.n).Text, out var l, out _)
            && (j.Division, j.BirthDate) == (parts.county.Text, parts.day)
            && (l.Division, l.BirthDate) == (parts.county.Text, parts.day)
            && j.Text[^4..^1] == $"{parts.n:000}" && l.Text[^4..] == $"{parts.n:0000}");

    [TestMethod]
    public void No_single_wrong_digit_passes_in_a_formal_number() =>
        Numbers.StudentNumbers.Where(number => number.Kind != StudentNumberKind.Temporary).Hold(number =>
            Numbers.WithOneWrongDigit(number.Text[1..])
                .All(wrong => !StudentNumber.TryParse(number.Text[..1] + wrong, out _, out _)));

    [TestMethod]
    public void Any_text_is_read_or_refused_without_an_exception() =>
        Numbers.Texts.Hold(text => StudentNumber.TryParse(text, out var number, out var fault)
            ? fault == StudentNumberFault.None && StudentNumber.Parse(number.Text) == number
            : fault != StudentNumberFault.None);

    [TestMethod]
    public void Written_to_a_log_it_is_masked() =>
        Assert.AreEqual("G110***********002X", $"{StudentNumber.Parse("G11010519491231002X")}");

    [TestMethod]
    [DataRow(0)]
    [DataRow(1000)]
    public void A_sequence_has_three_digits(int sequence) =>
        Assert.ThrowsExactly<ArgumentException>(() => StudentNumber.WithoutId(Wuhou, Born, sequence));

    [TestMethod]
    [DataRow(-1)]
    [DataRow(10_000)]
    public void Drawn_digits_are_four(int digits) =>
        Assert.ThrowsExactly<ArgumentException>(() => StudentNumber.Temporary(Wuhou, Born, digits));

    // 兵团 has no GB/T 2260 code: its schools' numbers carry the county they lie in.
    [TestMethod]
    public void No_number_carries_a_division_that_GB_2260_does_not_know() =>
        Assert.ThrowsExactly<ArgumentException>(() => StudentNumber.Temporary(RegionCode.Xpcc, Born, 1));
}
