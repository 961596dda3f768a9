using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Organization;

/// <summary>What becomes of school codes in an event of schools' lives.</summary>
/// <param name="Kept">The code that stays in use, if one does.</param>
/// <param name="Voided">Codes that go out of use for good.</param>
/// <param name="NewCodes">How many new codes the province must give out.</param>
public sealed record SchoolCodeOutcome(SchoolCode? Kept, IReadOnlyList<SchoolCode> Voided, int NewCodes);

/// <summary>The school that a code was once given to.</summary>
/// <param name="IsVoid">The code is out of use.</param>
public sealed record SchoolCodeHolder(long SchoolId, bool IsVoid);
