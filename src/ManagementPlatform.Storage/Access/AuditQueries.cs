using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Storage.Access;

/// <summary>What a list of audit lines is narrowed to; null for everything.</summary>
public sealed record AuditFilter(
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    long? UserId = null,
    long? StudentId = null,
    string? Action = null,
    string? Entity = null,
    long? EntityId = null,
    string? Result = null);

/// <summary>The audit lines of acts by the caller's organization and those below it, newest first.</summary>
public sealed class AuditQueries(DbSession session)
{
    private static readonly Sql Page = Sql.Portable(
        $"""
        SELECT a.audit_id, a.occurred_at, a.user_id, a.user_name, a.organization_id, a.remote_address, a.action, a.entity, a.entity_id,
            a.student_id, a.result, a.reason, a.detail
        FROM dbo.audit_event AS a JOIN dbo.organization AS o ON o.organization_id = a.organization_id
        WHERE a.audit_id < @before AND {Scope.OrganizationInScope}
            AND a.occurred_at >= @from AND a.occurred_at < @until
            AND (@userId IS NULL OR a.user_id = @userId) AND (@studentId IS NULL OR a.student_id = @studentId)
            AND (@action IS NULL OR a.action = @action) AND (@entity IS NULL OR a.entity = @entity)
            AND (@entityId IS NULL OR a.entity_id = @entityId) AND (@result IS NULL OR a.result = @result)
        ORDER BY a.audit_id DESC {"{limit @take}"}
        """);

    /// <param name="before">Id of the last line seen; <see cref="long.MaxValue"/> for the first page.</param>
    public Task<IReadOnlyList<AuditRecord>> PageAsync(
        AuditFilter filter, long scope, long before, int take, CancellationToken cancel) =>
        session.QueryAsync<AuditRecord>(
            Page,
            new
            {
                from = filter.From ?? DateTimeOffset.MinValue,
                until = filter.Until ?? DateTimeOffset.MaxValue,
                userId = filter.UserId,
                studentId = filter.StudentId,
                action = Ansi.Code(filter.Action),
                entity = Ansi.Code(filter.Entity),
                entityId = filter.EntityId,
                result = Ansi.Code(filter.Result),
                scope,
                before,
                take,
            },
            cancel);
}
