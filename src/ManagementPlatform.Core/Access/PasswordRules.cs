namespace ManagementPlatform.Core.Access;

/// <summary>What a password must be. GB/T 22239-2019 (等保三级) 身份鉴别, in the figures of docs/rules.md §7.1.</summary>
public static class PasswordRules
{
    public const int MinLength = 8;

    /// <summary>Hashing a longer one only costs time.</summary>
    public const int MaxLength = 128;

    /// <summary>Of small letters, capitals, digits and everything else.</summary>
    public const int MinClasses = 3;

    /// <summary>The last passwords, which may not come back.</summary>
    public const int Remembered = 5;

    /// <summary>GB/T 22239-2019 asks for regular change.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    public const int AttemptsBeforeLock = 5;

    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(30);

    /// <returns>Everything that is wrong with it; empty for a good one.</returns>
    /// <param name="field">The field that the person typed it into.</param>
    public static IReadOnlyList<Problem> Check(string password, string userName, string field)
    {
        var problems = new List<Problem>();
        if (password.Length is < MinLength or > MaxLength)
            problems.Add(new("password_length", $"密码应为 {MinLength} 至 {MaxLength} 个字符。", field));
        if (ClassesOf(password) < MinClasses)
            problems.Add(new("password_classes", $"密码应包含大写字母、小写字母、数字、符号中的至少 {MinClasses} 种。", field));
        if (password.Contains(userName, StringComparison.OrdinalIgnoreCase))
            problems.Add(new("password_user_name", "密码不能包含用户名。", field));
        return problems;
    }

    private static int ClassesOf(string password)
    {
        bool[] present =
        [
            password.Any(char.IsAsciiLetterLower),
            password.Any(char.IsAsciiLetterUpper),
            password.Any(char.IsAsciiDigit),
            password.Any(c => !char.IsAsciiLetterOrDigit(c)),
        ];
        return present.Count(p => p);
    }
}
