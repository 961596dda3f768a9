using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Transfers;

/// <summary>What the receiving school asks for.</summary>
/// <param name="Keys">Name, and student number or document: both have to fit.</param>
/// <param name="ToGrade">转入年级, two digits.</param>
/// <param name="ToClassId">The class he is to join; null: assigned at the end.</param>
/// <param name="ReasonCode">Code table <c>transfer_reason</c>.</param>
/// <param name="ProofHash">SHA-256 of the scanned proof, stored before.</param>
/// <param name="HandsOverBlockers">What the sending school can clear goes to it as the first step of the case.</param>
public sealed record TransferRequest(
    LookUpKeys Keys,
    string ToGrade,
    string? ReasonCode = null,
    long? ToClassId = null,
    string? SeatNumber = null,
    string? Explanation = null,
    string? ProofHash = null,
    bool HandsOverBlockers = false);
