using System.Security.Cryptography;
using System.Text;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.National;

/// <summary>核重结论: what the nation says to a pupil's number (一人一号). Only the nation writes it.</summary>
public sealed record NumberVerdictRow
{
    public required long StudentId { get; init; }

    /// <summary>
    /// <see cref="NumberState.Confirmed"/> or <see cref="NumberState.Problem"/>; <see cref="NumberState.Void"/> when the record
    /// was merged into another.
    /// </summary>
    public required string State { get; init; }

    /// <summary>
    /// His number, also where he is a problem only because somebody else claims to be him. Null while nobody knows which of two
    /// he is.
    /// </summary>
    public StudentNumber? Number { get; init; }

    public string? ProblemType { get; init; }
    public long? OtherStudentId { get; init; }

    /// <summary>
    /// <see cref="BasisOf"/> the pupil as he was judged: of somebody whose document was corrected since, it says nothing.
    /// </summary>
    public required string Basis { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }
    public required int RowVersion { get; init; }

    /// <summary>The same words, whenever they were said.</summary>
    public bool Says(NumberVerdictRow other) => this == other with { IssuedAt = IssuedAt, RowVersion = RowVersion };

    public bool IsAbout(NumberRequest request) => Basis == BasisOf(request);

    public NumberVerdict Verdict => new(State, Number, Finding);

    public ProblemFinding? Finding =>
        ProblemType is null ? null : new ProblemFinding(ProblemType, OtherStudentId, FoundBy.Nation);

    /// <summary>
    /// Who the pupil is as far as the check for duplicates goes: SHA-256 over document, name, sex and birth date, hex.
    /// </summary>
    public static string BasisOf(NumberRequest request)
    {
        var (likeness, document) = (request.Likeness, request.Document);
        var text = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{document?.Type}|{document?.Number}|{likeness.Name}|{likeness.SexCode}|{likeness.BirthDate:yyyy-MM-dd}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>What the nation has said, wherever it is read.</summary>
public interface INumberVerdicts
{
    /// <summary>By pupil.</summary>
    Task<IReadOnlyDictionary<long, NumberVerdictRow>> OfAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel);
}
