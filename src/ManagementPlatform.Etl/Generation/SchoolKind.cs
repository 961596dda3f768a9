using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>办学类型 (JY/T 1001 BXLX) as far as they are generated.</summary>
/// <param name="TypeCode">Three digits.</param>
/// <param name="Category">The first two digits of the school code: the type decides it (docs/rules.md §2.3).</param>
/// <param name="NamedAs">The stage whose patterns name such schools.</param>
/// <param name="Mark">What the name must hold, so that it tells the type; "" where it need not.</param>
public sealed record SchoolKind(string TypeCode, string Category, Stage NamedAs, string Mark)
{
    public static readonly SchoolKind Primary = new("211", "21", Stage.Primary, "");
    public static readonly SchoolKind Junior = new("311", "31", Stage.Junior, "中学");
    public static readonly SchoolKind NineYear = new("312", "31", Stage.Junior, "学校");
    public static readonly SchoolKind Complete = new("341", "34", Stage.Senior, "中学");
    public static readonly SchoolKind Senior = new("342", "34", Stage.Senior, "高级中学");
    public static readonly SchoolKind TwelveYear = new("345", "34", Stage.Junior, "学校");

    /// <summary>小学教学点, a sub-unit of a primary school.</summary>
    public const string TeachingPoint = "218";
}
