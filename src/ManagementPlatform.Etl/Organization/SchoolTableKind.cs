using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Etl.Organization;

/// <summary>One of the tables that stand beside that of pupils.</summary>
/// <param name="Name">In commands and routes.</param>
/// <param name="Title">In Chinese.</param>
/// <param name="Importing">Who may take it in.</param>
/// <param name="Exporting">Who may take it out.</param>
/// <param name="Entity">What its lines are.</param>
public sealed record SchoolTableKind(string Name, string Title, Permission Importing, Permission Exporting, Entity Entity)
{
    public static SchoolTableKind Schools { get; } = new("schools", "学校", Permission.ManageSchools, Permission.ViewOrganization, Entity.School);

    public static SchoolTableKind Staff { get; } = new("staff", "教职工", Permission.ManageStaff, Permission.ViewStaff, Entity.Staff);

    public static SchoolTableKind Classes { get; } = new("classes", "班级", Permission.ManageClasses, Permission.ViewOrganization, Entity.SchoolClass);

    public static SchoolTableKind Conditions { get; } =
        new("conditions", "办学条件", Permission.ManageConditions, Permission.ViewOrganization, Entity.SchoolCondition);

    /// <summary>In the order in which an empty center takes them in: a class names its head teacher.</summary>
    public static IReadOnlyList<SchoolTableKind> All { get; } = [Schools, Staff, Classes, Conditions];
}
