using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Storage.Tests.Replication;

[TestClass]
public sealed class CellTableTests
{
    private static readonly Type[] Types =
        [typeof(string), typeof(long), typeof(int), typeof(bool), typeof(DateOnly), typeof(DateTimeOffset), typeof(decimal)];

    [TestMethod]
    public void What_is_written_into_cells_is_read_from_them()
    {
        var texts = ArbMap.Default.GeneratorFor<string?>().Select(t => t?.Replace("\0", "", StringComparison.Ordinal)).Where(IsUnicode);
        var rows = texts.Zip(ArbMap.Default.GeneratorFor<long?>()).Zip(ArbMap.Default.GeneratorFor<bool>()).ListOf();
        Prop.ForAll(Arb.From(rows), made =>
        {
            var table = new CellTable([typeof(string), typeof(long), typeof(bool)], bytes: 0, rows: 0);
            foreach (var ((text, number), flag) in made)
            {
                foreach (var value in (object?[])[text, number, flag])
                    table.Add(Encoding.UTF8.GetBytes(CellText.Of(value)));
            }

            return table.Rows == made.Count && table.ToRows().Zip(made).All(pair => IsThat(pair.First, pair.Second.Item1.Item1, pair.Second.Item1.Item2, pair.Second.Item2));
        }).QuickCheckThrowOnFailure();
    }

    [TestMethod]
    public void A_cell_is_taken_exactly_when_it_is_a_value_of_its_column()
    {
        string[] alphabet = ["", "0", "1", "-", "+", "9", "2026-02-28", "2026-02-30", "T", ":", ".", "Z", "\\", " ", "学", "infinity",
            "2026-09-01T00:00:00.0000000Z", "9223372036854775808", "true", "1e3"];
        var cells = Gen.Elements(alphabet).ListOf().Select(parts => string.Concat(parts.Take(3)));
        Prop.ForAll(Arb.From(Gen.Elements(Types).Zip(cells)), made =>
        {
            var table = new CellTable([made.Item1], bytes: 8, rows: 1);
            return Fails(() => table.Add(Encoding.UTF8.GetBytes(made.Item2))) == Fails(() => CellText.Parse(made.Item2, made.Item1));
        }).QuickCheckThrowOnFailure();
    }

    [TestMethod]
    public void Half_a_character_is_no_text()
    {
        var table = new CellTable([typeof(string)], bytes: 8, rows: 1);
        Assert.ThrowsExactly<DecoderFallbackException>(() => table.Add([0xE5, 0xAD]));
    }

    private static bool IsThat(ArrivedRow row, string? text, long? number, bool flag) =>
        Equals(row[0], text) && Equals(row[1], number) && Equals(row[2], flag)
        && row.IsEmpty(0) == (text is null) && row.IsEmpty(1) == (number is null)
        && (number is null || row.Number(1) == number)
        && (text is null ? row.Text(0) is null : row.Text(0)!.Value.Span.SequenceEqual(Encoding.UTF8.GetBytes(text)));

    private static bool IsUnicode(string? text) => text is null || text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private static bool Fails(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return true;
        }
    }
}
