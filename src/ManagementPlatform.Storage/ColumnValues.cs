using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using ManagementPlatform.Core.Codes;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace ManagementPlatform.Storage;

/// <summary>
/// How the value types of Core stand in a column: one place, for Dapper and for bulk inserts alike. Field encryption of numbers
/// would be switched on here.
/// </summary>
internal static class ColumnValues
{
    private const string SqliteTime = "yyyy-MM-dd HH:mm:ss.ffffff";
    private const string SqliteDate = "yyyy-MM-dd";

    private static readonly Dictionary<Type, Func<object, object>> Unwrappers = new()
    {
        [typeof(StudentNumber)] = v => ((StudentNumber)v).Text,
        [typeof(DocumentNumber)] = v => ((DocumentNumber)v).Text,
    };

    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;

        // Dapper's own mapping of these types would go before the handlers.
        foreach (var type in new[] { typeof(DateTimeOffset), typeof(DateTimeOffset?), typeof(DateOnly), typeof(DateOnly?) })
            SqlMapper.RemoveTypeMap(type);
        SqlMapper.AddTypeHandler(new TimeHandler());
        SqlMapper.AddTypeHandler(new DateHandler());
        SqlMapper.AddTypeHandler(new CodeHandler<StudentNumber>(n => n.Text, StudentNumber.Parse, DbType.AnsiString));

        // An officer's document has Chinese characters in its number (军字第…号).
        SqlMapper.AddTypeHandler(new CodeHandler<DocumentNumber>(n => n.Text, t => new DocumentNumber(t), DbType.String));
    }

    public static Type ProviderType(Type property)
    {
        var type = Nullable.GetUnderlyingType(property) ?? property;
        return Unwrappers.ContainsKey(type) ? typeof(string) : type;
    }

    public static Func<object, object>? Unwrap(Type property) =>
        Unwrappers.GetValueOrDefault(Nullable.GetUnderlyingType(property) ?? property);

    public static string ToSqlite(DateTimeOffset time) => time.UtcDateTime.ToString(SqliteTime, CultureInfo.InvariantCulture);

    public static string ToSqlite(DateOnly date) => date.ToString(SqliteDate, CultureInfo.InvariantCulture);

    /// <summary>As the column keeps it: SQL Server would round the seventh digit up, every other engine leaves it out.</summary>
    public static DateTime ToSqlServer(DateTimeOffset time) =>
        time.UtcDateTime.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>A value that is not null, as the column's CLR type.</summary>
    public static object Read(DbDataReader reader, int ordinal, Type type)
    {
        if (type == typeof(string))
            return reader.GetString(ordinal);
        if (type == typeof(long))
            return reader.GetInt64(ordinal);
        if (type == typeof(int))
            return reader.GetInt32(ordinal);
        if (type == typeof(bool))
            return reader.GetBoolean(ordinal);
        if (type == typeof(DateOnly))
            return DateOf(reader.GetValue(ordinal));
        if (type == typeof(DateTimeOffset))
            return TimeOf(reader.GetValue(ordinal));
        return type == typeof(decimal)
            ? reader.GetDecimal(ordinal) : throw new NotSupportedException($"No column type for {type}.");
    }

    private static DateTimeOffset TimeOf(object value) => value switch
    {
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        DateTimeOffset time => time,
        _ => DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
    };

    private static DateOnly DateOf(object value) => value switch
    {
        DateTime time => DateOnly.FromDateTime(time),
        DateOnly date => date,
        _ => DateOnly.ParseExact((string)value, SqliteDate, CultureInfo.InvariantCulture),
    };

    private sealed class TimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = parameter is SqlParameter ? DbType.DateTime2 : DbType.DateTimeOffset;
            parameter.Value = parameter switch
            {
                SqliteParameter => ToSqlite(value),
                SqlParameter => ToSqlServer(value),
                _ => value.ToUniversalTime(),
            };
        }

        public override DateTimeOffset Parse(object value) => TimeOf(value);
    }

    private sealed class DateHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            parameter.DbType = DbType.Date;
            parameter.Value = parameter switch
            {
                SqliteParameter => ToSqlite(value),
                SqlParameter => value.ToDateTime(TimeOnly.MinValue),
                _ => value,
            };
        }

        public override DateOnly Parse(object value) => DateOf(value);
    }

    // Codes and numbers that are searched for are ANSI columns: a Unicode parameter would keep SQL Server from using their
    // indexes.
    private sealed class CodeHandler<T>(Func<T, string> toText, Func<string, T> fromText, DbType type) : SqlMapper.TypeHandler<T>
        where T : struct
    {
        public override void SetValue(IDbDataParameter parameter, T value)
        {
            parameter.DbType = type;
            parameter.Size = 64;
            parameter.Value = toText(value);
        }

        public override T Parse(object value) => fromText((string)value);
    }
}
