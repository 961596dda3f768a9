using System.Collections.Concurrent;

namespace ManagementPlatform.Storage.Writing;

/// <summary>Enum members as they stand in columns and JSON: <c>SchoolClass</c> → <c>school_class</c>.</summary>
internal static class EnumText
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.Texts.GetOrAdd(value, v => ColumnNames.Of(v.ToString()));

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly ConcurrentDictionary<T, string> Texts = new();
    }
}
