namespace ManagementPlatform.Core.Codes;

/// <summary>学期.</summary>
public enum Term
{
    /// <summary>第一学期, from 1 September.</summary>
    Autumn = 1,

    /// <summary>第二学期, from the day that <see cref="TermCalendar"/> says.</summary>
    Spring = 2,
}

public static class TermNames
{
    public static string Name(this Term term) => term == Term.Autumn ? "第一学期" : "第二学期";
}
