namespace ManagementPlatform.Core.Organization;

/// <summary>A class as it comes in. Options may be codes or names.</summary>
public sealed record ClassForm
{
    public long? SchoolId { get; init; }
    public long? SubUnitId { get; init; }

    /// <summary>学段: 1 to 6, or its name.</summary>
    public string? Stage { get; init; }

    public int? EntryYear { get; init; }

    /// <summary>It follows from stage and entry year; when it is given, it must be the one that follows.</summary>
    public string? Grade { get; init; }

    /// <summary>The next free one when empty.</summary>
    public int? ClassNumber { get; init; }

    /// <summary>2026级3班 when empty.</summary>
    public string? Name { get; init; }

    /// <summary>The ordinary class of the stage when empty.</summary>
    public string? TypeCode { get; init; }

    /// <summary>The school's when empty.</summary>
    public string? SchoolingSystem { get; init; }

    public long? HeadTeacherId { get; init; }

    /// <summary>1 September of the entry year when empty.</summary>
    public DateOnly? FormedOn { get; init; }
}

/// <summary>What of a class can change while it lives; its stage, entry year and school cannot.</summary>
public sealed record ClassEdit(string? Name, int? ClassNumber, string? TypeCode, long? SubUnitId, long? HeadTeacherId);
