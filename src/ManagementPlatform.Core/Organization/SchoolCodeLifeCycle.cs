using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Organization;

/// <summary>
/// What happens to school codes (一校一码) when schools change. A code goes with a school and its category: it survives
/// everything that leaves both, and is never given to another school.
/// </summary>
/// <remarks>《各级各类学校（机构）代码编制规则》; docs/rules.md §2.3</remarks>
public static class SchoolCodeLifeCycle
{
    /// <summary>更名: the code stays.</summary>
    public static SchoolCodeOutcome Rename(SchoolCode code) => new(code, [], 0);

    /// <summary>Another type of school: the code stays inside a category, another category needs a new one.</summary>
    public static SchoolCodeOutcome ChangeType(SchoolCode code, SchoolType type) =>
        code.Category == type.Category ? new(code, [], 0) : new(null, [code], 1);

    /// <summary>合并: the school that comes out may keep one of the codes, all others are void.</summary>
    /// <param name="type">What the school is after the merger.</param>
    /// <param name="keep">The code to keep; <c>null</c> for a new one.</param>
    /// <exception cref="RefusalException">
    /// Fewer than two schools merge, the code to keep is of none of them, or the category changes.
    /// </exception>
    public static SchoolCodeOutcome Merge(IReadOnlyList<SchoolCode> merged, SchoolType type, SchoolCode? keep)
    {
        if (merged.Distinct().Count() < 2)
            throw Refused.Invalid("merge_needs_two", "学校合并至少涉及两所学校。");
        if (keep is not { } kept)
            return new SchoolCodeOutcome(null, [.. merged.Distinct()], 1);
        if (!merged.Contains(kept))
            throw Refused.Invalid("kept_code_not_merged", "保留的学校标识码不属于参与合并的学校。");
        if (kept.Category != type.Category)
            throw Refused.Invalid("kept_code_category", "合并后学校类别已改变，不能沿用原学校标识码，须重新编码。");
        return new SchoolCodeOutcome(kept, [.. merged.Distinct().Where(code => code != kept)], 0);
    }

    /// <summary>分立: the school that goes on keeps the code, the ones that come out of it get new ones.</summary>
    /// <param name="continuing">What the school that goes on is afterwards; <c>null</c> when none does.</param>
    /// <param name="newSchools">How many schools come out, besides the one that goes on.</param>
    /// <exception cref="RefusalException">Fewer than two schools are left.</exception>
    public static SchoolCodeOutcome Split(SchoolCode code, SchoolType? continuing, int newSchools)
    {
        if (newSchools + (continuing is null ? 0 : 1) < 2)
            throw Refused.Invalid("split_needs_two", "学校分立后至少应有两所学校。");

        var ofOld = continuing is null ? Close(code) : ChangeType(code, continuing);
        return ofOld with { NewCodes = ofOld.NewCodes + newSchools };
    }

    /// <summary>撤销: the code is void.</summary>
    public static SchoolCodeOutcome Close(SchoolCode code) => new(null, [code], 0);

    /// <summary>恢复: the school gets its own old code back, unless it comes back in another category.</summary>
    public static SchoolCodeOutcome Restore(SchoolCode old, SchoolType type) =>
        old.Category == type.Category ? new(old, [], 0) : new(null, [], 1);

    /// <summary>A code may be given to a school if nobody ever had it, or this very school.</summary>
    /// <param name="holder">Who has or had the code, if anyone.</param>
    /// <exception cref="RefusalException">It belongs or belonged to another school.</exception>
    public static void DemandAssignable(long schoolId, SchoolCodeHolder? holder)
    {
        if (holder is null || holder.SchoolId == schoolId)
            return;
        throw holder.IsVoid
            ? Refused.Conflict("school_code_void", "该学校标识码已作废，不得再分配给其他学校。")
            : Refused.Conflict("school_code_taken", "该学校标识码已由其他学校使用。");
    }
}
