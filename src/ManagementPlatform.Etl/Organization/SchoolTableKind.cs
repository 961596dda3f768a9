using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Etl.Imports;

namespace ManagementPlatform.Etl.Organization;

/// <summary>One of the tables of schools and what belongs to them, which are taken out as well as in.</summary>
/// <param name="Exporting">Who may take it out.</param>
public sealed record SchoolTableKind(string Name, string Title, Permission Importing, Permission Exporting, Entity Entity)
    : ImportKind(Name, Title, Importing, Entity)
{
    public static SchoolTableKind Schools { get; } = new(
        "schools", "学校", Permission.ManageSchools, Permission.ViewOrganization, Entity.School);

    public static SchoolTableKind Staff { get; } = new(
        "staff", "教职工", Permission.ManageStaff, Permission.ViewStaff, Entity.Staff);

    public static SchoolTableKind Classes { get; } = new(
        "classes", "班级", Permission.ManageClasses, Permission.ViewOrganization, Entity.SchoolClass);

    public static SchoolTableKind Conditions { get; } =
        new("conditions", "办学条件", Permission.ManageConditions, Permission.ViewOrganization, Entity.SchoolCondition);

    /// <summary>In the order in which an empty center takes them in: a class names its head teacher.</summary>
    public static new IReadOnlyList<SchoolTableKind> All { get; } = [Schools, Staff, Classes, Conditions];
}
