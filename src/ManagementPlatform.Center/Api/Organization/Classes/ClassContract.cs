namespace ManagementPlatform.Center.Api.Organization.Classes;

/// <summary>A class.</summary>
public sealed record ClassContract
{
    public static readonly ClassContract Example = new()
    {
        ClassId = 510_000_000_000_301, SchoolId = 510_000_000_000_045, Stage = 2, EntryYear = 2026,
        ClassNumber = 3, Grade = "21", Name = "2026级3班", TypeCode = "10", SchoolingSystem = "63",
        HeadTeacherId = 510_000_000_000_501, Status = "active", FormedOn = new DateOnly(2026, 9, 1), Version = 1,
    };

    public required long ClassId { get; init; }
    public required long SchoolId { get; init; }
    public long? SubUnitId { get; init; }

    /// <summary>学段, 1 to 6.</summary>
    public required int Stage { get; init; }

    public required int EntryYear { get; init; }
    public required int ClassNumber { get; init; }

    /// <summary>The grade that the class is in now, or ended in.</summary>
    public required string Grade { get; init; }

    public required string Name { get; init; }
    public required string TypeCode { get; init; }
    public required string SchoolingSystem { get; init; }
    public long? HeadTeacherId { get; init; }

    /// <summary><c>active</c>, <c>finished</c> or <c>dissolved</c>.</summary>
    public required string Status { get; init; }

    public required DateOnly FormedOn { get; init; }
    public DateOnly? FinishedOn { get; init; }
    public required int Version { get; init; }
}
