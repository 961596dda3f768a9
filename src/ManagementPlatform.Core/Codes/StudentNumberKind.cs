namespace ManagementPlatform.Core.Codes;

/// <summary>The letter that opens a student number. All three serve alike in every business.</summary>
public enum StudentNumberKind
{
    /// <summary>正式学籍号: G and the citizen ID of the day of issue.</summary>
    Formal = 'G',

    /// <summary>正式学籍号 of a pupil without a usable citizen ID whose duplicate check is clean.</summary>
    FormalWithoutId = 'J',

    /// <summary>临时学籍号, given at the first registration.</summary>
    Temporary = 'L',
}

public static class StudentNumberKindNames
{
    public static string Name(this StudentNumberKind kind) => kind switch
    {
        StudentNumberKind.Formal => "正式学籍号",
        StudentNumberKind.FormalWithoutId => "正式学籍号（无身份证件）",
        _ => "临时学籍号",
    };
}
