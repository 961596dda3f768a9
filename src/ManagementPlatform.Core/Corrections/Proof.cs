using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Core.Corrections;

/// <summary>Every correction needs a scanned proof, put among the pupil's files before; docs/rules.md §1.4, §1.7.</summary>
internal static class Proof
{
    /// <returns>What is wrong with it, if anything.</returns>
    public static async Task<IEnumerable<Problem>> MissingAsync(
        IEnrollmentStore files, long studentId, string? hash, CancellationToken cancel) =>
        hash is null ? [new Problem("proof_required", "须上传证明材料。", "proofHash")]
        : await files.HasFileAsync(studentId, hash, cancel) ? []
        : [new Problem("proof_unknown", "证明材料尚未上传到该生的学籍档案。", "proofHash")];
}
