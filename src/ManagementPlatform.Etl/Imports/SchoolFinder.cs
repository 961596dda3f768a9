using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Etl.Imports;

/// <summary>Which schools the codes of a table mean. A code is looked up when a batch first names it.</summary>
/// <param name="defaultCode">Of the rows that name none; null for the caller's own school.</param>
internal sealed class SchoolFinder(ImportQueries queries, Caller caller, string? defaultCode)
{
    private readonly Dictionary<string, long?> _schools = [];

    /// <summary>The code of rows that name none; null when they have to.</summary>
    public string? DefaultCode { get; private set; } = defaultCode;

    /// <summary>Finds out the code of the caller's own school.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        if (DefaultCode is null && caller.Tier == Tier.School)
            DefaultCode = await queries.VisibleSchoolsAsync(caller.OrganizationId, caller.OrganizationId, cancel) is [var own]
                ? own.Code : null;
    }

    /// <summary>Reads what a batch will ask for.</summary>
    public async Task PrepareAsync(IEnumerable<string?> codes, CancellationToken cancel)
    {
        var unknown = codes.OfType<string>().Distinct().Where(code => !_schools.ContainsKey(code)).ToList();
        if (unknown.Count == 0)
            return;
        var known = (await queries.SchoolsAsync(unknown, caller.OrganizationId, cancel))
            .ToDictionary(s => s.Code!, s => s.SchoolId);
        foreach (var code in unknown)
            _schools[code] = known.TryGetValue(code, out var id) ? id : null;
    }

    /// <summary>The school of a code that was prepared, or why there is none.</summary>
    public (long? Id, Problem? Problem) Find(string? code, string field)
    {
        if (code is null)
        {
            return caller.Tier == Tier.School ? (caller.OrganizationId, null)
                : (null, new Problem("required", "学校标识码必须填写。", field));
        }

        return _schools.GetValueOrDefault(code) is { } id ? (id, null)
            : (null, new Problem("school_unknown", "没有该学校标识码的学校，或其不在您的管理范围内。", field));
    }

    /// <summary>A code as it is stored; what is no code stays as it was written.</summary>
    public static string Normal(string written) => SchoolCode.TryParse(written, out var code, out _) ? code.Text : written;
}
