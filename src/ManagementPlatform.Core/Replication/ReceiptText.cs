namespace ManagementPlatform.Core.Replication;

/// <summary>What an operator reads of a batch that was handed over.</summary>
public static class ReceiptText
{
    /// <param name="number">Of the batch.</param>
    public static string Of(Receipt receipt, long number) => receipt.Outcome switch
    {
        ReceiptOutcome.Applied => $"通道 {receipt.Channel} 第{number}批已接收。",
        ReceiptOutcome.Repeated => $"通道 {receipt.Channel} 第{number}批此前已接收，不再重复。",
        ReceiptOutcome.Gap =>
            $"通道 {receipt.Channel} 已接收到第{receipt.Applied.Number}批，须先接收第{receipt.Applied.Number + 1}批，不能接收第{number}批。",
        ReceiptOutcome.Forked => $"通道 {receipt.Channel} 第{number}批与接收方所接收的不衔接：有一方可能由旧备份恢复，须先核对。",
        _ => $"通道 {receipt.Channel} 第{number}批不能接收：{receipt.Outcome}。",
    };

    /// <param name="schema">Number of the receiver's last schema script.</param>
    public static string Of(Receipt receipt, BatchHead head, int schema) => receipt.Outcome switch
    {
        ReceiptOutcome.WrongChannel => $"该数据包属于通道 {head.Channel}，不属于通道 {receipt.Channel}。",
        ReceiptOutcome.NewerSchema => $"发送方的数据结构为第{head.Schema}版，接收方为第{schema}版：请先升级接收方的程序，再重新发送。",
        ReceiptOutcome.OlderSchema => $"发送方的数据结构为第{head.Schema}版，接收方为第{schema}版，相差超过一版：请先升级发送方的程序。",
        _ => Of(receipt, head.Number),
    };
}
