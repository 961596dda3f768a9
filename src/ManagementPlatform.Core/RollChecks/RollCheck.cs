using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.RollChecks;

/// <summary>人籍一致核查 of a class in a term, as it was signed; there is none before. 办法(2025) Art. 25.</summary>
public sealed record RollCheck
{
    /// <summary>The class is signed; it may be signed again until the school is.</summary>
    public const string Signed = "signed";

    /// <summary>The school's leader has signed.</summary>
    public const string Confirmed = "confirmed";

    public required long RollCheckId { get; init; }
    public required long SchoolId { get; init; }
    public required long ClassId { get; init; }

    /// <summary>First calendar year of the school year.</summary>
    public required int SchoolYear { get; init; }

    /// <summary><see cref="Codes.Term"/>.</summary>
    public required int Term { get; init; }

    /// <summary><see cref="Signed"/> or <see cref="Confirmed"/>.</summary>
    public required string State { get; init; }

    /// <summary>在读 of the class, each of them found or not.</summary>
    public required int Pupils { get; init; }

    /// <summary>On the roll but not in class.</summary>
    public required int Absent { get; init; }

    /// <summary>In class but without a record here.</summary>
    public required int Unrecorded { get; init; }

    public required long SignedBy { get; init; }
    public required DateTimeOffset SignedAt { get; init; }
    public long? ConfirmedBy { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public required int RowVersion { get; init; }
}

/// <summary>Somebody who is on the roll but not in class, or in class but not on the roll.</summary>
public sealed record RollCheckFinding
{
    public required long RollCheckId { get; init; }

    /// <summary>From 1.</summary>
    public required int FindingNumber { get; init; }

    /// <summary><see cref="FindingKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The pupil who is not in class.</summary>
    public long? StudentId { get; init; }

    /// <summary>Who has no record here.</summary>
    public string? Name { get; init; }

    /// <summary>Code of an <see cref="AbsenceReason"/>.</summary>
    public string? Reason { get; init; }

    public string? Note { get; init; }
}

/// <summary>A round of the check: every class once a term.</summary>
public readonly record struct CheckRound(int SchoolYear, Term Term)
{
    public static CheckRound Of(DateOnly day) => new(Codes.SchoolYear.Of(day).StartYear, TermCalendar.Default.Of(day));

    public string Name => $"{new SchoolYear(SchoolYear)}学年{Term.Name()}";

    /// <param name="schoolYear">2026-2027; null: this one.</param>
    /// <param name="term">1 or 2; null: this one.</param>
    /// <exception cref="RefusalException">There is no such school year or term.</exception>
    public static CheckRound Parse(string? schoolYear, int? term, DateOnly today)
    {
        var round = Of(today);
        if (schoolYear is not null)
        {
            round = Codes.SchoolYear.TryParse(schoolYear, out var year)
                ? round with { SchoolYear = year.StartYear }
                : throw Refused.Invalid("bad_school_year", Codes.SchoolYear.FormText + "。", "schoolYear");
        }

        return term is not { } number ? round
            : Enum.IsDefined((Term)number) ? round with { Term = (Term)number }
            : throw Refused.Invalid("bad_term", "学期应为1（第一学期）或2（第二学期）。", "term");
    }
}
