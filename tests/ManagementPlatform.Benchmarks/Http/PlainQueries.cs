using System.Data.Common;
using ManagementPlatform.Benchmarks.Data;
using ManagementPlatform.Benchmarks.Frame;

namespace ManagementPlatform.Benchmarks.Http;

/// <summary>Runs queries by the plain driver on one connection and reads every value.</summary>
internal sealed class PlainQueries(DbConnection connection) : IAsyncDisposable
{
    public static async Task<PlainQueries> OpenAsync(BenchmarkStore store) =>
        new(await store.Database(FilledCenter.Pupils).OpenAsync(CancellationToken.None));

    public async Task RunAsync(string query, params (string Name, object Value)[] parameters)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync();
        var row = new object[reader.FieldCount];
        while (await reader.ReadAsync())
            reader.GetValues(row);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
