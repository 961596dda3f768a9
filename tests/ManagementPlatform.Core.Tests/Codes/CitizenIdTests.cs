using FsCheck.Fluent;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Tests.Codes;

[TestClass]
public sealed class CitizenIdTests
{
    [TestMethod]
    [DataRow("11010519491231002X", "110105", "1949-12-31", Sex.Female)]
    [DataRow("440524188001010014", "440524", "1880-01-01", Sex.Male)]
    public void The_examples_of_the_standard_are_read(string text, string division, string born, Sex sex)
    {
        Assert.IsTrue(CitizenId.TryParse(text, out var id, out var fault));
        Assert.AreEqual(CitizenIdFault.None, fault);
        Assert.AreEqual((text, division, sex), (id.Text, id.Division, id.Sex));
        Assert.AreEqual(born, id.BirthDate.ToString("O", null));
    }

    [TestMethod]
    [DataRow(" 11010519491231002x\t")]
    [DataRow("\uff11\uff11\uff10\uff11\uff10\uff1519491231002\uff38")]
    [DataRow("\u300011010519491231002\uff58\u3000")]
    public void Blanks_full_width_digits_and_a_small_x_are_accepted(string typed)
    {
        Assert.IsTrue(CitizenId.TryParse(typed, out var id, out _));
        Assert.AreEqual("11010519491231002X", id.Text);
    }

    [TestMethod]
    [DataRow(null, CitizenIdFault.Length)]
    [DataRow("", CitizenIdFault.Length)]
    [DataRow("110105491231002", CitizenIdFault.Length)]
    [DataRow("11010519491231002XX", CitizenIdFault.Length)]
    [DataRow("1101051949123100X2", CitizenIdFault.Characters)]
    [DataRow("11010519491231002Y", CitizenIdFault.Characters)]
    [DataRow("110105 9491231002X", CitizenIdFault.Characters)]
    [DataRow("160105194912310023", CitizenIdFault.Division)]
    [DataRow("110105194902290023", CitizenIdFault.BirthDate)]
    [DataRow("110105194913310023", CitizenIdFault.BirthDate)]
    [DataRow("110105000012310023", CitizenIdFault.BirthDate)]
    [DataRow("110105194912310021", CitizenIdFault.CheckDigit)]
    public void What_is_wrong_is_said(string? text, CitizenIdFault expected)
    {
        Assert.IsFalse(CitizenId.TryParse(text, out var id, out var fault));
        Assert.AreEqual(expected, fault);
        Assert.AreEqual(default, id);
        Assert.AreNotEqual("", fault.Text());
    }

    [TestMethod]
    public void Every_number_put_together_is_read_with_the_same_parts() =>
        (from day in Numbers.Days from sequence in Gen.Choose(1, 999) select (day, sequence)).Hold(parts =>
            CitizenId.TryParse(CitizenId.Create("510105", parts.day, parts.sequence).Text, out var id, out _)
            && id.Division == "510105" && id.BirthDate == parts.day
            && (id.Sex == Sex.Male) == (parts.sequence % 2 == 1));

    [TestMethod]
    public void No_single_wrong_digit_passes() =>
        Numbers.CitizenIds.Hold(id =>
            Numbers.WithOneWrongDigit(id.Text).All(wrong => !CitizenId.TryParse(wrong, out _, out _)));

    [TestMethod]
    public void No_swap_of_neighbours_passes() =>
        Numbers.CitizenIds.Hold(id =>
            Numbers.WithSwappedNeighbours(id.Text).All(wrong => !CitizenId.TryParse(wrong, out _, out _)));

    [TestMethod]
    public void Any_text_is_read_or_refused_without_an_exception() =>
        Numbers.Texts.Hold(text => CitizenId.TryParse(text, out var id, out var fault)
            ? fault == CitizenIdFault.None && CitizenId.Parse(id.Text) == id
            : fault != CitizenIdFault.None);

    [TestMethod]
    public void Written_to_a_log_it_is_masked()
    {
        var id = CitizenId.Parse("11010519491231002X");
        Assert.AreEqual("110***********002X", $"{id}");
    }

    [TestMethod]
    public void An_exception_does_not_repeat_the_number()
    {
        var thrown = Assert.ThrowsExactly<FormatException>(() => CitizenId.Parse("110105194912310021"));
        Assert.DoesNotContain("19491231", thrown.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("510105", 0)]
    [DataRow("510105", 1000)]
    [DataRow("160105", 1)]
    [DataRow("5101", 1)]
    public void Parts_that_cannot_stand_in_a_number_are_refused(string division, int sequence) =>
        Assert.ThrowsExactly<ArgumentException>(() => CitizenId.Create(division, new DateOnly(2016, 3, 15), sequence));

    [TestMethod]
    public void Numbers_are_ordered_by_their_digits()
    {
        CitizenId[] ids = [CitizenId.Parse("440524188001010014"), CitizenId.Parse("11010519491231002X")];
        Assert.AreEqual("110105", ids.Order().First().Division);
    }
}
