namespace ManagementPlatform.Storage.Access;

/// <summary>
/// The one place where reads are cut to what the caller's organization may see. Queries over schools, classes or pupils end with
/// one of these conditions and pass <c>scope = caller.OrganizationId</c>. Who sees which school is data (<c>school_scope</c>):
/// the school itself, its bureaus up the tree, and its supervising bureau (学籍主管部门).
/// </summary>
internal static class Scope
{
    /// <summary>For a query whose school column is <c>s.school_id</c>.</summary>
    public const string SchoolInScope =
        "EXISTS (SELECT 1 FROM dbo.school_scope AS scope WHERE scope.organization_id = @scope AND scope.school_id = s.school_id)";

    /// <summary>
    /// For a query over <c>dbo.organization AS o</c>: the caller's own organization, those below it in the tree, and the schools
    /// that it supervises.
    /// </summary>
    public const string OrganizationInScope =
        """
        (o.organization_id = @scope OR o.parent_id = @scope
            OR EXISTS (SELECT 1 FROM dbo.school_scope AS scope WHERE scope.organization_id = @scope AND scope.school_id = o.organization_id)
            OR EXISTS (SELECT 1 FROM dbo.organization AS above
                LEFT JOIN dbo.organization AS higher ON higher.organization_id = above.parent_id
                LEFT JOIN dbo.organization AS highest ON highest.organization_id = higher.parent_id
                WHERE above.organization_id = o.parent_id
                    AND (above.parent_id = @scope OR higher.parent_id = @scope OR highest.parent_id = @scope)))
        """;
}
