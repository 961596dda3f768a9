using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Etl.Exports;

/// <summary>用途: what somebody has to say before personal numbers leave in clear.</summary>
internal static class RevealPurpose
{
    private const int Shortest = 2, Longest = 200;

    /// <returns>The purpose for the audit trail.</returns>
    /// <exception cref="RefusalException">The caller may not, or says no purpose.</exception>
    public static string Demand(string? text, Caller caller)
    {
        caller.Demand(Permission.RevealNumbers);
        var purpose = TypedText.Of(text);
        return purpose is { Length: >= Shortest and <= Longest } && TypedText.IsClean(purpose) ? purpose
            : throw Refused.Invalid("purpose_required", $"请填写导出完整信息的用途（{Shortest}至{Longest}字）。", "purpose");
    }
}
