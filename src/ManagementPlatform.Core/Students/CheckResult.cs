namespace ManagementPlatform.Core.Students;

/// <summary>What the registration check says of one form.</summary>
/// <param name="Errors">Everything that keeps it out.</param>
/// <param name="Warnings">What somebody should look at; the pupil is registered all the same.</param>
/// <param name="Existing">
/// The pupil whom the registry has already: of the same document, or in the same school without one.
/// </param>
/// <param name="DuplicateOf">The earlier row of the same batch that is the same pupil.</param>
/// <param name="IsLikelyDuplicate">Registered as 问题学籍 (姓名性别出生日期重复): the temporary number stays until somebody has judged.</param>
/// <param name="AlikeId">The pupil whom he is like, where he is in the registry already.</param>
public sealed record CheckResult(
    IReadOnlyList<Problem> Errors,
    IReadOnlyList<Problem> Warnings,
    KnownPupil? Existing = null,
    int? DuplicateOf = null,
    bool IsLikelyDuplicate = false,
    long? AlikeId = null)
{
    public bool IsAcceptable => Errors.Count == 0;

    /// <summary>Nothing is wrong with the form but that the registry has the pupil: an import would update instead.</summary>
    public bool IsOnlyDuplicate => Existing is not null && Errors.All(problem => DuplicateCheck.Codes.Contains(problem.Code));
}
