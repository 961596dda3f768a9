using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Center.Tests.Access;

/// <summary>
/// Who may call what, as a reviewer reads it: <c>authorization-matrix.md</c> beside this file. One row an endpoint; a cell names
/// the roles of the tier that get past the door.
/// </summary>
internal sealed class AuthorizationMatrix
{
    /// <summary>What a caller gets who has the role, but another school or bureau: the thing is not there for him.</summary>
    public const string NotFound = "404";

    /// <summary>A list without anything of the others.</summary>
    public const string Nothing = "empty";

    /// <summary>Everybody's, or only the caller's own: there is no other side.</summary>
    public const string Own = "own";

    private static readonly Tier[] Tiers = Enum.GetValues<Tier>();

    private static readonly Dictionary<char, Role> Letters = new()
    {
        ['R'] = Role.Registrar, ['L'] = Role.Leader, ['A'] = Role.Analyst,
        ['S'] = Role.SystemAdministrator, ['E'] = Role.SecurityAdministrator,
        ['U'] = Role.AuditAdministrator, ['I'] = Role.Integration,
    };

    private readonly Dictionary<string, Row> _rows;

    private AuthorizationMatrix(Dictionary<string, Row> rows) => _rows = rows;

    public IReadOnlyCollection<string> Operations => _rows.Keys;

    public static AuthorizationMatrix Read()
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "authorization-matrix.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));
        return new(lines.ToDictionary(cells => cells[0], cells => new Row(cells[1..6], cells[6])));
    }

    public bool Allows(string operation, Tier tier, Role role) =>
        RolesOf(_rows[operation].Cells[Array.IndexOf(Tiers, tier)]).Contains(role);

    public string Outside(string operation) => _rows[operation].Outside;

    /// <summary>The cell for these roles.</summary>
    public static string Cell(IEnumerable<Role> allowed)
    {
        var set = allowed.ToHashSet();
        return set.Count == 0 ? "–" : set.Count == Letters.Count ? "*" : string.Concat(
            Letters.Where(l => set.Contains(l.Value)).Select(l => l.Key));
    }

    private static IEnumerable<Role> RolesOf(string cell) => cell switch
    {
        "*" => Letters.Values,
        "–" => [],
        _ => cell.Select(letter => Letters[letter]),
    };

    private sealed record Row(string[] Cells, string Outside);
}
