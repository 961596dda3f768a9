using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace ManagementPlatform.Cli.Terminal;

/// <summary>
/// Where commands write. On a terminal with colours and bars; into a file or pipe plain lines, without an escape character.
/// </summary>
internal sealed class Screen
{
    private const int PlainWidth = 120;

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly TextWriter _output;
    private readonly TextWriter _error;

    private Screen(TextWriter output, TextWriter error, bool isTerminal, IAnsiConsole console) =>
        (_output, _error, IsTerminal, Console) = (output, error, isTerminal, console);

    /// <summary>Somebody is looking: bars may move.</summary>
    public bool IsTerminal { get; }

    /// <summary>For tables and bars.</summary>
    public IAnsiConsole Console { get; }

    public static Screen Of(TextWriter output, TextWriter error)
    {
        var isTerminal = !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        if (isTerminal)
            return new Screen(output, error, true, AnsiConsole.Console);
        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        plain.Profile.Width = PlainWidth;
        return new Screen(output, error, false, plain);
    }

    public void Line(string text = "") => _output.WriteLine(text);

    /// <summary>A heading of a story in several steps.</summary>
    public void Heading(string text)
    {
        _output.WriteLine();
        if (IsTerminal)
            Console.MarkupLineInterpolated($"[bold]{text}[/]");
        else
            _output.WriteLine(text);
    }

    public void Error(string text)
    {
        if (IsTerminal && !System.Console.IsErrorRedirected)
            _error.WriteLine($"\u001b[31m{text}\u001b[0m");
        else
            _error.WriteLine(text);
    }

    /// <summary>What goes on, beside the answer: on standard error, so that the answer can be piped.</summary>
    public void Note(string text) => _error.WriteLine(text);

    public void Json(object value) => _output.WriteLine(JsonSerializer.Serialize(value, JsonOptions));

    /// <summary>A table; the first row names the columns. Columns of numbers stand right.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, int firstNumber = int.MaxValue)
    {
        var table = new Table { Border = IsTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        for (var i = 0; i < columns.Count; i++)
        {
            var column = new TableColumn(Markup.Escape(columns[i])).NoWrap();
            table.AddColumn(i >= firstNumber ? column.RightAligned() : column);
        }

        foreach (var row in rows)
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        Console.Write(table);
    }
}
