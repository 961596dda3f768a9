namespace ManagementPlatform.Core.National;

/// <summary>How a center stands to the others.</summary>
public enum Standing
{
    /// <summary>独立运行: it issues its own codes and numbers.</summary>
    Alone,

    /// <summary>已入网: a province whose codes and numbers the nation issues.</summary>
    Province,

    /// <summary>国家中心 with at least one province.</summary>
    Nation,
}

/// <summary>
/// How this center stands to the others: what it does by itself and what the nation does for it follows from that.
/// </summary>
public interface ICenterStanding
{
    /// <summary>One look at the books a request.</summary>
    ValueTask<Standing> GetAsync(CancellationToken cancel);

    /// <summary>
    /// 恢复中: this center, the nation, was restored from a backup, and not every province has been heard of since. Codes and
    /// numbers that it had given out in the lost time are not all known again.
    /// </summary>
    ValueTask<bool> IsRecoveringAsync(CancellationToken cancel);
}
