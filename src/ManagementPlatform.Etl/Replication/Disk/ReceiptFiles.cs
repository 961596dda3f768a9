using System.Text;
using System.Text.Json;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication.Centers;

namespace ManagementPlatform.Etl.Replication.Disk;

/// <summary>回执文件: what a receiver answers where there is no line, signed by it.</summary>
/// <param name="Receipt">Where the receiver is.</param>
/// <param name="At">When it said so, UTC.</param>
/// <param name="Signature">Over all the others, base64.</param>
public sealed record ReceiptFile(ReceiptMessage Receipt, DateTimeOffset At, string KeyId = "", string Signature = "")
{
    public byte[] ToSign() =>
        JsonSerializer.SerializeToUtf8Bytes(this with { KeyId = "", Signature = "" }, JsonSerializerOptions.Web);
}

/// <summary>Writes receipts, and takes in those that come back.</summary>
public sealed class ReceiptFiles(ICenterKeys keys, IOutbox outbox, ICurrentCenter center, TimeProvider time)
{
    public const string Extension = ".receipt.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>At the receiver: beside the bundle that it answers.</summary>
    /// <returns>The file.</returns>
    public async Task<string> WriteAsync(Receipt receipt, string folder, CancellationToken cancel)
    {
        var plain = new ReceiptFile(ReceiptMessage.Of(receipt), time.GetUtcNow());
        var signature = await keys.SignAsync(plain.ToSign(), cancel);
        var signed = plain with { KeyId = signature.KeyId, Signature = Convert.ToBase64String(signature.Value) };
        var place = Path.Combine(folder, $"{receipt.Channel}-{receipt.Applied.Number:D12}{Extension}");
        await File.WriteAllTextAsync(place, JsonSerializer.Serialize(signed, Options), Encoding.UTF8, cancel);
        return place;
    }

    /// <summary>At the sender: from now on it knows what has arrived.</summary>
    /// <exception cref="RefusalException">It is no receipt, not for this center, or not signed by the receiver.</exception>
    /// <exception cref="ChannelBrokenException">The two ends do not fit.</exception>
    public async Task<Receipt> TakeInAsync(string path, CancellationToken cancel)
    {
        var (file, receipt) = Parse(await File.ReadAllTextAsync(path, cancel));
        if (receipt.Channel.From != (await center.GetAsync(cancel)).CenterCode)
            throw Refused.Conflict("wrong_receipt", $"该回执属于通道 {receipt.Channel}，不是本中心发送的。");
        var signature = new CenterSignature(file.KeyId, Convert.FromBase64String(file.Signature));
        if (!await keys.VerifyAsync(receipt.Channel.To, signature, file.ToSign(), cancel))
            throw Refused.Conflict("receipt_forged", "回执签名无效，或签名密钥不属于接收方。");
        await outbox.CompareAsync(receipt, cancel);
        return receipt;
    }

    private static (ReceiptFile File, Receipt Receipt) Parse(string text)
    {
        try
        {
            var file = JsonSerializer.Deserialize<ReceiptFile>(text, Options) ?? throw new FormatException("Nothing.");
            return file.Receipt is not null && Convert.TryFromBase64String(file.Signature, new byte[100], out _)
                ? (file, file.Receipt.ToReceipt())
                : throw new FormatException("No signature.");
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw Refused.Invalid("no_receipt", "文件不是回执，或已损坏。", "file");
        }
    }
}
