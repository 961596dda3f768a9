using System.Collections.Concurrent;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Writing;
using Microsoft.AspNetCore.Routing;

namespace ManagementPlatform.Center.Tests.Conventions;

/// <summary>Routes that exist only in tests, one for each convention.</summary>
internal sealed class ProbeRoutes
{
    public ConcurrentQueue<string> Created { get; } = [];

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapSecured(HttpMethod.Post, "/probe/echo", Named("echo"), (EchoForm form) => form);
        api.MapSecured(HttpMethod.Post, "/probe/things", Named("create"), CreateAsync);
        api.MapSecured(HttpMethod.Put, "/probe/things/{id:long}", Named("update"), (long id, ExpectedVersion version) => version.Value == 3
            ? Answer.Done((int)id + 1)
            : throw Refused.Stale());
        api.MapSecured(HttpMethod.Get, "/probe/things/{id:long}", Named("read"), (long id) => Answer.Versioned(new Thing(id), 3));
        api.MapSecured(HttpMethod.Get, "/probe/things", Named("list"), (PageRequest page, int? year) =>
        {
            var first = page.After<int>() + 1;
            var rows = Enumerable.Range(first, Math.Max(0, Math.Min(page.Take, 121 - first))).ToArray();
            return Answer.Page(page, rows, row => row, row => new Thing(row + (year ?? 0)));
        });
        api.MapSecured(HttpMethod.Get, "/probe/fail/{kind}", Named("fail"), (string kind) => Fail(kind));
        api.MapSecured(HttpMethod.Get, "/probe/ministry", new("probe.staff", Permission.ManageStaff, "试"), () => "不该看到");
        api.MapSecured(HttpMethod.Get, "/probe/numbers", Named("numbers"), () =>
            new { number = StudentNumber.Parse("G51010420160101002X"[..18] + CheckOf("51010420160101002")), document = new DocumentNumber("510104201601010023") });
    }

    private static char CheckOf(string body) => Enumerable.Range(0, 10).Select(d => (char)('0' + d)).Append('X')
        .First(c => StudentNumber.TryParse("G" + body + c, out _, out _));

    private static Operation Named(string name) => new("probe." + name, Permission.UseCenter, "试");

    private async Task<Created<Thing>> CreateAsync(EchoForm form, Caller caller, IUnitOfWork work, CancellationToken cancel)
    {
        if (form.Count == 0)
            throw Refused.Invalid("count", "数量不能为零。", "count");
        await work.CommitAsync(
            caller,
            "probe.create",
            async ct =>
            {
                work.Audited(new AuditLine(Entity.Job, 1, Detail: new { form.Name }));
                await Task.Delay(20, ct);
                return true;
            },
            cancel);
        Created.Enqueue(form.Name ?? "");
        return Answer.Created("/probe/things/7", new Thing(7), 1);
    }

    private static string Fail(string kind) => throw kind switch
    {
        "internal" => new InvalidOperationException("secret 510104201601010023"),
        "busy" => new Storage.CenterBusyException(),
        "conflict" => Refused.Conflict("taken", "已被使用。"),
        "missing" => Refused.NotFound("试验品"),
        "forbidden" => Refused.Forbidden("four_eyes", "不能审批自己提交的申请。"),
        "disk" => new IOException("No space left on device"),
        _ => Refused.Invalid([new("a", "甲错。", "name"), new("b", "乙错。", "name"), new("c", "丙错。")]),
    };
}

internal sealed record EchoForm(
    string? Name = null, DateOnly? BirthDate = null, int? Count = null, Role? Role = null, StudentNumber? Number = null,
    IReadOnlyList<string>? Names = null, IReadOnlyDictionary<string, string>? Extra = null);

internal sealed record Thing(long Id);
