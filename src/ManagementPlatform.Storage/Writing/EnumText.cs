using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace ManagementPlatform.Storage.Writing;

/// <summary>Enum members as they stand in columns and JSON: <c>SchoolClass</c> → <c>school_class</c>.</summary>
internal static class EnumText
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.Texts.GetOrAdd(value, v => ColumnNames.Of(v.ToString()));

    /// <exception cref="FormatException">The column holds something that this program does not know.</exception>
    public static T Parse<T>(string text)
        where T : struct, Enum =>
        Names<T>.Values.TryGetValue(text, out var value) ? value : throw new FormatException($"'{text}' is no {typeof(T).Name}.");

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>()
            .ToFrozenDictionary(v => ColumnNames.Of(v.ToString()));
        public static readonly ConcurrentDictionary<T, string> Texts = new();
    }
}
