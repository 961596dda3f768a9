using System.Globalization;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>
/// How the line carries <see cref="IBundle.FirstHad"/>: beside a bundle, which was made before and is never made again.
/// </summary>
public static class FirstHadText
{
    /// <summary>Of an answer that has a bundle.</summary>
    public const string Header = "Mp-First-Had";

    /// <summary>Of a request that has one: what a province says is signed, the query with it.</summary>
    public const string Parameter = "firstHad";

    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <returns>Empty when there is nothing to say.</returns>
    public static string Query(IBundle bundle) =>
        bundle.FirstHad is { } at ? $"?{Parameter}={Uri.EscapeDataString(Of(at))}" : "";

    /// <returns>Null when the answer says nothing.</returns>
    public static DateTimeOffset? Read(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues(Header, out var values) && DateTimeOffset.TryParse(
            values.First(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
