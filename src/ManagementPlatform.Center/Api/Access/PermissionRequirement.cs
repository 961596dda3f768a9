using ManagementPlatform.Core.Access;
using Microsoft.AspNetCore.Authorization;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>What a route demands; see <see cref="Permissions"/>.</summary>
internal sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

internal sealed class PermissionHandler(TimeProvider time) : AuthorizationHandler<PermissionRequirement>
{
    /// <summary>GB/T 22239-2019 (等保三级) 身份鉴别: passwords are changed regularly; here every 90 days.</summary>
    public static readonly TimeSpan PasswordLifetime = TimeSpan.FromDays(90);

    public const string PasswordDue = "password_change_required";

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        var current = ((HttpContext)context.Resource!).RequestServices.GetRequiredService<CurrentCaller>();
        if (current is not { Account: { } account, Caller: { } caller })
            context.Fail();
        else if (IsPasswordDue(account) && requirement.Permission != Permission.UseCenter)
            context.Fail(new AuthorizationFailureReason(this, PasswordDue));
        else if (caller.Has(requirement.Permission))
            context.Succeed(requirement);
        else
            context.Fail();
        return Task.CompletedTask;
    }

    private bool IsPasswordDue(Account account) => account.Kind == AccountKind.Person
        && (account.MustChangePassword || time.GetUtcNow() - account.PasswordChangedAt > PasswordLifetime);
}
