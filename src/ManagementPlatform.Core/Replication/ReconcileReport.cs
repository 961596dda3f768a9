using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ManagementPlatform.Core.Replication;

/// <summary>核对报告: what a comparison of a province with the nation has found, and what is sent again because of it.</summary>
/// <param name="Province">Center code.</param>
public sealed record ReconcileReport(
    string Province, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, IReadOnlyList<ReconcileLine> Lines)
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["code_table"] = "代码表", ["region"] = "行政区划", ["calendar"] = "校历", ["organization"] = "机构",
        ["school"] = "学校", ["sub_unit"] = "教学点",
        ["staff"] = "教职工", ["school_class"] = "班级", ["school_condition"] = "办学条件", ["student"] = "学生",
        ["case"] = "核办业务", ["roll_check"] = "学籍核查",
        ["province_rule"] = "学籍规则", ["province_field"] = "扩展字段", ["school_code_grant"] = "学校赋码",
        ["number_verdict"] = "核重结论", ["pupil_inquiry"] = "调档查询",
        ["pupil_inquiry_answer"] = "调档答复",
    }.ToFrozenDictionary();

    public long Compared => Lines.Sum(line => line.AtHome);

    public long Differing => Lines.Sum(line => line.Differing);

    public long Resent => Lines.Sum(line => line.Repaired);

    /// <summary>For people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"核对报告：中心{Province}与国家中心，{BeijingTime.Shown(StartedAt):yyyy-MM-dd HH:mm:ss}—{BeijingTime.Shown(FinishedAt):HH:mm:ss}");
        foreach (var line in Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {(line.Up ? "上行" : "下行")} {Names.GetValueOrDefault(line.Entity, line.Entity)}：归属方{line.AtHome}，对方{line.AtCopy}，不同{line.Differing}");
            if (line.Differing > 0)
                text.Append(CultureInfo.InvariantCulture, $"（重发{line.Repaired}，在途{line.OnTheirWay}，待人工{line.Left}）");
            text.AppendLine();
        }

        text.Append(Differing == 0 ? "两端一致。" : $"发现{Differing}条不同，已安排重发{Resent}条。");
        return text.ToString();
    }
}

/// <summary>A kind of aggregate in one direction.</summary>
/// <param name="Up">What the province writes; false: what the nation gives it.</param>
/// <param name="AtHome">How many there are where they are written.</param>
/// <param name="AtCopy">How many there are at the other center.</param>
/// <param name="Differing">Those of which the two do not have the same rows.</param>
/// <param name="Repaired">Of these, sent again.</param>
/// <param name="OnTheirWay">A change has not arrived yet: no difference, only late.</param>
/// <param name="Left">The copy has what its writer has not: somebody has to look.</param>
public sealed record ReconcileLine(
    string Entity, bool Up, long AtHome, long AtCopy, long Differing, long Repaired, long OnTheirWay, long Left);

/// <summary>What follows from the two ends of a comparison. Pure.</summary>
public static class ReconcileRules
{
    /// <param name="home">Aggregates of a bucket where they are written.</param>
    /// <param name="copy">The same bucket at the other center.</param>
    public static (IReadOnlyList<RepairOrder> Orders, int OnTheirWay, int Left) Judge(
        IEnumerable<AggregateDigest> home, IEnumerable<AggregateDigest> copy)
    {
        var (there, orders, moving, left) = (copy.ToDictionary(a => a.Id), new List<RepairOrder>(), 0, 0);
        foreach (var own in home)
        {
            var found = there.Remove(own.Id, out var other);
            if (found && other!.Sum == own.Sum)
                continue;
            if (own.OnItsWay || other is { OnItsWay: true })
                moving++;
            else
                orders.Add(new RepairOrder(own.Id, own.Version));
        }

        // No business of the product removes an aggregate: one that only the copy has may be all that is left after its writer
        // was restored.
        foreach (var alone in there.Values)
        {
            if (alone.OnItsWay)
                moving++;
            else
                left++;
        }

        return (orders, moving, left);
    }
}
