namespace ManagementPlatform.Core.Enrollment;

/// <summary>One rule about changes: who it concerns, what breaks it, what the registrar is told.</summary>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="Article">Where it comes from.</param>
/// <param name="Breaks">Null when the rule holds or does not concern the change, otherwise what is wrong, in Chinese.</param>
public sealed record ChangeRule(string Code, string Field, string Article, Func<ChangeFacts, string?> Breaks);
