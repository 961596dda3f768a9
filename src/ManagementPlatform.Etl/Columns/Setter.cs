using System.Reflection;

namespace ManagementPlatform.Etl.Columns;

/// <summary>
/// Writes one property of a record, chosen by its name in JSON. The records say <c>init</c>; a reader of rows is who initialises
/// them.
/// </summary>
internal static class Setter
{
    public static Action<TRecord, TValue> Of<TRecord, TValue>(string field) =>
        Property<TRecord>(field).SetMethod!.CreateDelegate<Action<TRecord, TValue>>();

    /// <summary>Reads it.</summary>
    public static Func<TRecord, TValue> Reader<TRecord, TValue>(string field) =>
        Property<TRecord>(field).GetMethod!.CreateDelegate<Func<TRecord, TValue>>();

    private static PropertyInfo Property<TRecord>(string field) =>
        typeof(TRecord).GetProperty(char.ToUpperInvariant(field[0]) + field[1..])!;
}
