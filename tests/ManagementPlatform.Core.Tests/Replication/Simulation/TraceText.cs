using System.Runtime.CompilerServices;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>Text of the trace that is put together only when somebody reads it.</summary>
[InterpolatedStringHandler]
internal readonly ref struct TraceText
{
    private readonly System.Text.StringBuilder? _text;

    public TraceText(int literalLength, int formattedCount, World world, out bool isWanted)
    {
        isWanted = world.Trace is not null;
        _text = isWanted ? new System.Text.StringBuilder(literalLength + (formattedCount * 20)) : null;
    }

    public string Text => _text?.ToString() ?? "";

    public void AppendLiteral(string literal) => _text!.Append(literal);

    public void AppendFormatted<T>(T value) => _text!.Append(value);
}
