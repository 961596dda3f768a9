using System.IO.Packaging;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ManagementPlatform.Etl.Tables;

/// <summary>
/// An .xlsx workbook written front to back. The package is opened for writing only: opened for reading too, as
/// <c>SpreadsheetDocument.Create</c> does, it would keep every sheet in memory until the end.
/// </summary>
internal sealed class WorkbookFile : IDisposable
{
    private const string Main = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private static readonly Uri BookUri = new("/xl/workbook.xml", UriKind.Relative);
    private static readonly Uri StylesUri = new("/xl/styles.xml", UriKind.Relative);

    private readonly Package _package;
    private readonly List<(string Name, Uri Part, bool IsHidden)> _sheets = [];

    public WorkbookFile(Stream stream) => _package = Package.Open(stream, FileMode.Create, FileAccess.Write);

    /// <summary>Starts the next sheet; the one before must be disposed.</summary>
    public WorkbookSheet AddSheet(string name, bool hidden = false)
    {
        var uri = new Uri($"/xl/worksheets/sheet{_sheets.Count + 1}.xml", UriKind.Relative);
        _sheets.Add((name, uri, hidden));
        return new WorkbookSheet(Open(uri, "worksheet+xml"));
    }

    public void Dispose()
    {
        Write(Open(StylesUri, "styles+xml"), WorkbookStyles.Sheet());
        var book = _package.CreatePart(BookUri, Main + "sheet.main+xml");
        for (var i = 0; i < _sheets.Count; i++)
            book.CreateRelationship(_sheets[i].Part, TargetMode.Internal, Relations + "worksheet", $"rId{i + 1}");
        book.CreateRelationship(StylesUri, TargetMode.Internal, Relations + "styles", "rIdStyles");
        var sheets = _sheets.Select((s, i) => new Sheet
        {
            Name = s.Name,
            SheetId = (uint)i + 1,
            Id = $"rId{i + 1}",
            State = s.IsHidden ? SheetStateValues.Hidden : null,
        });
        Write(Open(book), new Workbook(new Sheets(sheets)));
        _package.CreateRelationship(BookUri, TargetMode.Internal, Relations + "officeDocument", "rIdBook");
        ((IDisposable)_package).Dispose();
    }

    private Stream Open(Uri uri, string type) => Open(_package.CreatePart(uri, Main + type, CompressionOption.Fast));

    private static Stream Open(PackagePart part) => part.GetStream(FileMode.Create, FileAccess.Write);

    private static void Write(Stream part, OpenXmlElement root)
    {
        using (part)
        using (var writer = OpenXmlWriter.Create(part))
        {
            writer.WriteStartDocument(true);
            writer.WriteElement(root);
        }
    }
}
