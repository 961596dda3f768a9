using ManagementPlatform.Core.Access;
using Microsoft.AspNetCore.Authorization;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>What a route demands; see <see cref="Permissions"/>.</summary>
internal sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

internal sealed class PermissionHandler(TimeProvider time) : AuthorizationHandler<PermissionRequirement>
{
    public const string PasswordDue = "password_change_required";

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        var current = ((HttpContext)context.Resource!).RequestServices.GetRequiredService<CurrentCaller>();
        if (current is not { Account: { } account, Caller: { } caller })
            context.Fail();
        else if (account.IsPasswordDue(time.GetUtcNow()) && requirement.Permission != Permission.UseCenter)
            context.Fail(new AuthorizationFailureReason(this, PasswordDue));
        else if (caller.Has(requirement.Permission))
            context.Succeed(requirement);
        else
            context.Fail();
        return Task.CompletedTask;
    }
}
