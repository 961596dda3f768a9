using System.Collections.Frozen;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Corrections;

/// <summary>A kind of 问题学籍 and what may be done about it; docs/rules.md §1.7.</summary>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="Handlings">Of <see cref="Handling"/>.</param>
/// <param name="FormalHandlings">The same for a pupil with a G number.</param>
/// <param name="IsReported">Only the comparison with the police's population base finds it, and a bureau reports it.</param>
public sealed record ProblemType(
    string Code, string Name, IReadOnlyList<string> Handlings, IReadOnlyList<string> FormalHandlings, bool IsReported)
{
    public const string SameDocument = "same_document";
    public const string SameLikeness = "same_likeness";
    public const string UnknownDocument = "unknown_document";
    public const string NameMismatch = "name_mismatch";
    public const string DocumentChanged = "document_changed";

    private static readonly string[] Every = [Handling.Prove, Handling.Change, Handling.Delete];
    private static readonly string[] ProveOrChange = [Handling.Prove, Handling.Change];

    public static IReadOnlyList<ProblemType> All { get; } =
    [
        new(SameDocument, "身份证件号重复", Every, Every, IsReported: false),
        new(SameLikeness, "姓名性别出生日期重复", Every, Every, IsReported: false),
        new(UnknownDocument, "身份证件号错误（不存在）", [Handling.Change, Handling.Delete], Every, IsReported: true),
        new(NameMismatch, "身份证件号错误（与姓名不匹配）", ProveOrChange, ProveOrChange, IsReported: true),
        new(DocumentChanged, "身份证件号已发生变更", [Handling.Change], [Handling.Change], IsReported: true),
    ];

    private static readonly FrozenDictionary<string, ProblemType> Table = All.ToFrozenDictionary(type => type.Code);

    public static ProblemType? Find(string? code) => code is null ? null : Table.GetValueOrDefault(code);

    public IReadOnlyList<string> HandlingsFor(StudentNumberKind number) =>
        number == StudentNumberKind.Formal ? FormalHandlings : Handlings;
}

/// <summary>What is done about a 问题学籍.</summary>
public static class Handling
{
    /// <summary>佐证: it is right as it stands; papers prove it.</summary>
    public const string Prove = "prove";

    /// <summary>变更: key information is corrected.</summary>
    public const string Change = "change";

    /// <summary>删除: the record leaves the roll.</summary>
    public const string Delete = "delete";

    /// <summary>合并: it was the second record of one pupil.</summary>
    public const string Merge = "merge";

    /// <summary>Went away because the other record was handled.</summary>
    public const string Resolved = "resolved";

    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        [Prove] = "佐证", [Change] = "变更", [Delete] = "删除", [Merge] = "合并", [Resolved] = "对方已处理",
    };
}

/// <summary>What a check says is wrong with a pupil's record.</summary>
/// <param name="Type">Code of a <see cref="ProblemType"/>.</param>
/// <param name="OtherStudentId">The record that it collides with, where there is one.</param>
/// <param name="FoundBy"><see cref="Corrections.FoundBy"/>; null: whoever asked.</param>
public sealed record ProblemFinding(string Type, long? OtherStudentId, string? FoundBy = null);
