using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>审计查询.</summary>
internal static class ListAudit
{
    private static readonly Operation Operation = new("audit.list", Permission.ViewAudit, "审计记录（新的在前）")
    {
        Description = "本机构及下级机构的操作：谁、何时、从何处、对什么、结果如何，含被拒绝的尝试和明文查看证件号的记录。",
        Response = Page<AuditRecord>.Example(new AuditRecord
        {
            AuditId = 510_000_000_000_900,
            OccurredAt = new DateTimeOffset(2026, 9, 1, 0, 30, 0, TimeSpan.Zero),
            UserId = 510_000_000_000_123,
            UserName = "wangmin",
            OrganizationId = 510_000_000_000_045,
            RemoteAddress = "10.51.1.20",
            Action = "student.reveal",
            Entity = "student",
            EntityId = 510_000_000_004_567,
            StudentId = 510_000_000_004_567,
            Result = "done",
            Reason = "核对毕业证书",
        }),
    };

    public static void MapListAudit(this IEndpointRouteBuilder api) =>
        api.MapGroup("/audit-events").WithTags("审计").MapSecured(HttpMethod.Get, "/", Operation, ListAsync);

    private static async Task<Page<AuditRecord>> ListAsync(
        PageRequest page, [AsParameters] AuditFilter filter, Caller caller, AuditQueries audit, CancellationToken cancel)
    {
        var before = page.IsFirst ? long.MaxValue : page.After<long>();
        var rows = await audit.PageAsync(filter, caller.OrganizationId, before, page.Take, cancel);
        return Answer.Page(page, rows, line => line.AuditId, line => line);
    }
}
