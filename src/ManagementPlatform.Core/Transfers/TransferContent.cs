using System.Text.Json;

namespace ManagementPlatform.Core.Transfers;

/// <summary>What a transfer says beyond any case's file.</summary>
/// <param name="Route">Name of a <see cref="TransferRoute"/>.</param>
/// <param name="ToGrade">Two digits.</param>
/// <param name="ToClassId">The class that was asked for, or the one he was placed in.</param>
public sealed record TransferContent(string Route, string ToGrade, long? ToClassId, string? SeatNumber = null)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static TransferContent Of(string json) => JsonSerializer.Deserialize<TransferContent>(json)!;
}
