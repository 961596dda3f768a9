namespace ManagementPlatform.Etl.Columns;

/// <summary>
/// Writes one property of a record, chosen by its name in JSON. The records say <c>init</c>; a reader of rows is who initialises them.
/// </summary>
internal static class Setter
{
    public static Action<TRecord, TValue> Of<TRecord, TValue>(string field) =>
        typeof(TRecord).GetProperty(char.ToUpperInvariant(field[0]) + field[1..])!.SetMethod!.CreateDelegate<Action<TRecord, TValue>>();
}
