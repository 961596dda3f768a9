using System.Text;
using System.Text.Unicode;

namespace ManagementPlatform.Storage.Replication;

/// <summary>Reads the cells of a column one after the other. Neighbours are often the same, and then share a value.</summary>
internal sealed class CellParser(Type type)
{
    private const int Short = 256;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _last = [];
    private int _length;
    private object? _value;

    /// <exception cref="FormatException">The cell is no value of the type.</exception>
    /// <exception cref="DecoderFallbackException">It is no text.</exception>
    public object? Parse(ReadOnlySpan<byte> cell)
    {
        if (cell.SequenceEqual(_last.AsSpan(0, _length)))
            return _value;
        Span<char> chars = cell.Length <= Short ? stackalloc char[Short] : new char[cell.Length];
        _value = CellText.Parse(chars[..Strict.GetChars(cell, chars)], type);
        if (_last.Length < cell.Length)
            _last = new byte[Math.Max(Short, cell.Length)];
        cell.CopyTo(_last);
        _length = cell.Length;
        return _value;
    }

    /// <summary>Whether <see cref="Parse"/> would give a value.</summary>
    /// <inheritdoc cref="Parse"/>
    public void Check(ReadOnlySpan<byte> cell)
    {
        if (type != typeof(string) || !Utf8.IsValid(cell))
            Parse(cell);
    }
}
