namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>A case is a file and decisions, each with one writer; what it shows follows from the rows alone.</summary>
internal static class CaseState
{
    public const string Release = "release";
    public const string Withdraw = "withdraw";
    public const string Refuse = "refuse";
    public const string Running = "running";

    /// <summary>A release stands whatever was said beside it; then a withdrawal; then a refusal.</summary>
    public static string Of(SimCenter center, RowKey file)
    {
        if (center.World.Mutant == Mutant.ShowsTheLastDecision)
            return center.Disk.LastWord.GetValueOrDefault(file, Running);
        var words = center.Disk.Rows.Values.Where(row => row.IsDecision && row.Parent == file)
            .Select(row => row.Word).ToHashSet();
        return words.Contains(Release) ? Release
            : words.Contains(Withdraw) ? Withdraw
            : words.Contains(Refuse) ? Refuse
            : Running;
    }

    public static void Remember(SimDisk disk, SimRow row)
    {
        if (row is { IsDecision: true, Parent: { } file })
            disk.LastWord[file] = row.Word!;
    }
}
