namespace ManagementPlatform.Center.Api.Access;

/// <summary>Section <c>Access</c> of the configuration.</summary>
public sealed record AccessSettings
{
    /// <summary>How long an access token is good for; GB/T 22239-2019 asks for sessions of 15 to 30 minutes.</summary>
    public int TokenMinutes { get; init; } = 30;

    /// <summary>How long a person may renew tokens without the password: a working day.</summary>
    public int RefreshHours { get; init; } = 12;

    /// <summary>An account that nobody used for so many days is disabled; 0 for never.</summary>
    public int DormantDays { get; init; } = 180;
}
