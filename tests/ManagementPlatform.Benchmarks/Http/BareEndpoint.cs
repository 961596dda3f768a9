using System.Data.Common;
using System.Text.Json;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Engines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ManagementPlatform.Benchmarks.Http;

/// <summary>
/// What a pupil by number costs at least: Kestrel, the one query by the plain driver, the row as JSON. No account, no scope, no
/// mask, no family, no log.
/// </summary>
internal static class BareEndpoint
{
    public const string Path = "/pupil";

    private const string Query = "SELECT * FROM student WHERE student_id = (SELECT student_id FROM student_number WHERE number = @number)";

    public static WebApplication Build(string engine, string connectionString)
    {
        // What the drivers can do for speed by themselves, they do here too: pools, and statements prepared by the server.
        Func<DbConnection> connect = engine == nameof(Engine.Sqlite)
            ? () => new SqliteConnection(connectionString)
            : () => new NpgsqlConnection(Database.Of(engine, connectionString).Dialect.Complete(connectionString));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost(Path, async (HttpContext http) =>
        {
            using var text = new StreamReader(http.Request.Body);
            var number = await text.ReadToEndAsync(http.RequestAborted);
            await using var connection = connect();
            await connection.OpenAsync(http.RequestAborted);
            await using var command = connection.CreateCommand();
            command.CommandText = Query;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@number", number);
            command.Parameters.Add(parameter);
            await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
            http.Response.ContentType = "application/json; charset=utf-8";
            if (await reader.ReadAsync(http.RequestAborted))
                Write(reader, http);
            else
                http.Response.StatusCode = 404;
        });
        return app;
    }

    private static void Write(DbDataReader reader, HttpContext http)
    {
        using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        for (var i = 0; i < reader.FieldCount; i++)
        {
            json.WritePropertyName(reader.GetName(i));
            Write(json, reader.GetValue(i));
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case long number: json.WriteNumberValue(number); break;
            case int number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case double number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case DateTime time: json.WriteStringValue(time); break;
            case DateOnly date: json.WriteStringValue(
                date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)); break;
            default: json.WriteNullValue(); break;
        }
    }
}
