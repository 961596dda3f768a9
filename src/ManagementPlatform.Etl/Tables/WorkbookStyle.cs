using DocumentFormat.OpenXml.Spreadsheet;

namespace ManagementPlatform.Etl.Tables;

/// <summary>The cell formats of the workbooks that go out, by their place in the style sheet.</summary>
internal enum WorkbookStyle
{
    /// <summary>Text ("@"): what is typed later keeps its leading zeros and all digits of a long number.</summary>
    Text,

    /// <summary>Bold: a header.</summary>
    Header,

    /// <summary>Bold and red: the header of a column that must be filled in.</summary>
    Required,
}

internal static class WorkbookStyles
{
    private const uint TextFormat = 49; // "@", built into Excel

    public static Stylesheet Sheet() => new(
        new Fonts(new Font(), new Font(new Bold()), new Font(new Bold(), new Color { Rgb = "FFC00000" })),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(Format(0), Format(1), Format(2)));

    private static CellFormat Format(uint font) =>
        new() { NumberFormatId = TextFormat, FontId = font, ApplyNumberFormat = true, ApplyFont = true };
}
