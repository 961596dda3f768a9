using System.Diagnostics.CodeAnalysis;

namespace ManagementPlatform.Core.Replication;

/// <summary>
/// 数据通道: one direction between two centers, <c>51-00</c>. A province has two, to the nation and from it; provinces do not speak
/// to each other. Its batches are numbered 1, 2, 3 … and chained by hash.
/// </summary>
/// <param name="From">Center code of the sender, two digits.</param>
/// <param name="To">Center code of the receiver.</param>
public readonly record struct Channel(string From, string To)
{
    /// <summary>Center code of the national center.</summary>
    public const string Nation = "00";

    /// <summary>The other direction.</summary>
    public Channel Back => new(To, From);

    /// <summary>The end of it that is a province.</summary>
    public string Province => From == Nation ? To : From;

    public static Channel Up(string province) => new(province, Nation);

    public static Channel Down(string province) => new(Nation, province);

    public static bool TryParse([NotNullWhen(true)] string? text, out Channel channel)
    {
        channel = default;
        if (text is not { Length: 5 } || text[2] != '-' || text.Where(char.IsAsciiDigit).Count() != 4)
            return false;
        channel = new Channel(text[..2], text[3..]);
        return channel.From != channel.To && (channel.From == Nation || channel.To == Nation);
    }

    public override string ToString() => $"{From}-{To}";
}
