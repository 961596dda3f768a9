namespace ManagementPlatform.Core.Organization;

/// <summary>A 学校标识码 that was once issued: whose it is, or was. Never deleted, never given to another school while void.</summary>
public sealed record SchoolCodeRecord
{
    public required string Code { get; init; }
    public required long SchoolId { get; init; }

    /// <summary><see cref="SchoolCodeState"/>.</summary>
    public required string State { get; init; }

    public required DateOnly AssignedOn { get; init; }
    public DateOnly? VoidedOn { get; init; }
    public string? Reason { get; init; }
}

public static class SchoolCodeState
{
    /// <summary>在用.</summary>
    public const string Active = "active";

    /// <summary>作废.</summary>
    public const string Void = "void";
}
