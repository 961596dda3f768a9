using System.Text.RegularExpressions;

namespace ManagementPlatform.Core.Codes;

/// <summary>身份证件类型 (JY/T 1001 SFZJLX) and what its numbers look like.</summary>
/// <param name="Code">One character.</param>
/// <param name="Name">The Chinese name.</param>
/// <param name="ForPupils">False for the types of the army, which only guardians and staff have.</param>
/// <param name="Permit">
/// How an 18-character number that ends in a GB 11643 check character begins for this type; "" for a citizen ID of any
/// province, <c>null</c> where there is no such number.
/// </param>
/// <param name="Form">A pattern of all other numbers; <c>null</c> where there are none.</param>
/// <param name="FormText">The form in words, for the person who typed another.</param>
/// <remarks>docs/rules.md §2.7</remarks>
public sealed record IdentityDocumentType(
    string Code, string Name, bool ForPupils, string? Permit, string? Form, string FormText)
{
    public const string CitizenId = "1";
    public const string Other = "Z";

    // Brackets are stripped before the form is looked at: a Hong Kong identity card reads A123456(7).
    private const string Free = @"[\p{L}\p{Nd}\-]{1,20}", FreeText = "应为 1 至 20 位字母、数字或汉字";
    private const string CardText = "应为 5 至 17 位字母和数字", HongKong = "810000", Macau = "820000", Taiwan = "830000";

    public static IReadOnlyList<IdentityDocumentType> All { get; } =
    [
        new(CitizenId, "居民身份证", true, "", null, "应为 18 位居民身份证号"),
        new("2", "军官证", false, null, Free, FreeText),
        new("3", "士兵证", false, null, Free, FreeText),
        new("4", "文职干部证", false, null, Free, FreeText),
        new("5", "部队离退休证", false, null, Free, FreeText),
        new("6", "香港特区护照/身份证明", true, HongKong, "[A-Z0-9]{5,17}", CardText + "，或 810000 开头的 18 位居住证号"),
        new("7", "澳门特区护照/身份证明", true, Macau, "[A-Z0-9]{5,17}", CardText + "，或 820000 开头的 18 位居住证号"),
        new("8", "台湾居民来往大陆通行证", true, Taiwan, "[0-9]{8}", "应为 8 位数字，或 830000 开头的 18 位居住证号"),
        new("9", "境外永久居住证", true, "9", "[A-Z]{3}[0-9]{12}", "应为 3 位字母加 12 位数字，或 9 开头的 18 位号码"),
        new("A", "护照", true, null, "[A-Z0-9]{5,17}", CardText),
        new("B", "户口簿", true, null, Free, FreeText),
        // Not in JY/T 1001; some provinces' systems have it.
        new("C", "港澳居民来往内地通行证", true, null, "[HM]([0-9]{8}|[0-9]{10})", "应为字母 H 或 M 加 8 位或 10 位数字"),
        new(Other, "其他", true, null, Free, FreeText),
    ];

    private readonly Regex? _form = Form is null ? null
        : new Regex($@"^(?:{Form})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>False only for 其他: the school then files a 在校就读证明.</summary>
    public bool NumberRequired => Code != Other;

    /// <summary>The type of a code, or <c>null</c>.</summary>
    public static IdentityDocumentType? Find(string? code) => All.FirstOrDefault(type => type.Code == code);

    /// <summary>Whether a number of another shape than 18 characters with check fits.</summary>
    internal bool Fits(string number) => _form is not null && _form.IsMatch(number);
}
