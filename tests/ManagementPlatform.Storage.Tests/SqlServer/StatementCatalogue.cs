using System.Collections;
using System.Reflection;
using ManagementPlatform.Storage.Engines;

namespace ManagementPlatform.Storage.Tests.SqlServer;

/// <summary>A statement that the product can send to SQL Server, and the field it stands in.</summary>
internal sealed record CataloguedStatement(string Where, string Text);

/// <summary>
/// Every <see cref="Sql"/> in a static field of the product's assemblies, by itself, of a table or in a collection.
/// </summary>
internal static class StatementCatalogue
{
    private const BindingFlags StaticFields = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<CataloguedStatement> All() =>
        [.. ProductAssemblies().SelectMany(a => a.GetTypes()).Where(t => !t.ContainsGenericParameters).SelectMany(OfType)];

    public static IEnumerable<CataloguedStatement> OfType(Type type) =>
        from field in type.GetFields(StaticFields)
        where MayHoldSql(field.FieldType)
        from sql in Statements(field.GetValue(null))
        select new CataloguedStatement($"{type.FullName}.{field.Name}", sql.For(Engine.SqlServer));

    public static IEnumerable<Assembly> ProductAssemblies() =>
        new[] { "Storage", "Etl", "Center" }.Select(name => Assembly.Load("ManagementPlatform." + name)).Append(
            Assembly.Load("mp"));

    private static bool MayHoldSql(Type type) =>
        type == typeof(Sql) || type.IsAssignableTo(typeof(IStatements)) || type == typeof(object)
        || (type.IsArray && MayHoldSql(type.GetElementType()!)) || Array.Exists(type.GetGenericArguments(), MayHoldSql);

    private static IEnumerable<Sql> Statements(object? value) => value switch
    {
        Sql sql => [sql],
        IStatements holder => holder.Statements,
        IDictionary map => map.Values.Cast<object>().SelectMany(Statements),
        IEnumerable list and not string => list.Cast<object>().SelectMany(Statements),
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Statements(tuple[i])),
        null => [],
        _ when value.GetType() is { IsGenericType: true } pair && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) =>
            Statements(pair.GetProperty("Value")!.GetValue(value)),
        _ => [],
    };
}
