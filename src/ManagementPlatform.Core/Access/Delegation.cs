namespace ManagementPlatform.Core.Access;

/// <summary>
/// 代办: while an officer is away somebody of the same organization has one of his roles as well. What the delegate does, he does
/// under his own name, so that nobody decides what he submitted or decided himself (docs/rules.md §1.2).
/// </summary>
public sealed record Delegation
{
    public required long DelegationId { get; init; }
    public required long OrganizationId { get; init; }
    public required long FromUserId { get; init; }
    public required long ToUserId { get; init; }

    /// <summary><see cref="Role"/> in snake_case.</summary>
    public required string Role { get; init; }

    public required DateOnly FromDay { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly UntilDay { get; init; }

    public required long CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public long? RevokedBy { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    public required int RowVersion { get; init; }
}

/// <summary>What may be delegated and for how long.</summary>
public static class DelegationRules
{
    /// <summary>Our own limit: whoever is away longer gets a successor with a role of his own.</summary>
    public const int MostDays = 92;

    /// <summary>Administration is not lent: 三员分立 lives from who holds it.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [Role.Registrar, Role.Leader];

    /// <returns>Everything that is wrong; empty for a good one.</returns>
    public static IReadOnlyList<Problem> Check(Role role, DateOnly from, DateOnly until, DateOnly today)
    {
        var problems = new List<Problem>();
        if (!Roles.Contains(role))
            problems.Add(new("role_not_delegable", $"只能委托{string.Join("、", Roles.Select(RoleNames.Of))}的职责。", "role"));
        if (until < from)
            problems.Add(new("bad_period", "结束日期不能早于开始日期。", "untilDay"));
        else if (until < today)
            problems.Add(new("period_over", "代办期限已过。", "untilDay"));
        else if (until.DayNumber - from.DayNumber >= MostDays)
            problems.Add(new("period_too_long", $"代办期限不超过{MostDays}天。", "untilDay"));
        return problems;
    }
}
