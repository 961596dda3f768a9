namespace ManagementPlatform.Core.Organization;

/// <summary>学校状态, from application to end.</summary>
public static class SchoolStatus
{
    /// <summary>已申请: a bureau has entered it and may still change anything.</summary>
    public const string Applied = "applied";

    /// <summary>待赋码: waits for its 学校标识码.</summary>
    public const string Pending = "pending";

    /// <summary>正常.</summary>
    public const string Active = "active";

    /// <summary>已撤销, or an application that was given up.</summary>
    public const string Closed = "closed";

    /// <summary>已并入其他学校.</summary>
    public const string Merged = "merged";
}
