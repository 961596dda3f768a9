using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Writing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>401 and 403 as problems; a forbidden attempt goes to the audit trail.</summary>
internal sealed class AuthorizationAnswers : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        if (authorizeResult.Challenged)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await ProblemDocument.WriteAsync(context, Problems.OfStatus(StatusCodes.Status401Unauthorized));
            return;
        }

        await RefuseAsync(context, authorizeResult.AuthorizationFailure);
    }

    private static Task<bool> RefuseAsync(HttpContext http, AuthorizationFailure? failure)
    {
        var refusal = failure?.FailureReasons.Any(r => r.Message == PermissionHandler.PasswordDue) == true
            ? Refused.Forbidden(PermissionHandler.PasswordDue, "首次登录或密码已满 90 天，请先修改密码。")
            : Refused.Forbidden("forbidden", "您的角色没有该操作权限。");
        var operation = http.GetEndpoint()!.Metadata.GetRequiredMetadata<Operation>();
        var caller = http.RequestServices.GetRequiredService<CurrentCaller>().Caller!;
        var work = http.RequestServices.GetRequiredService<IUnitOfWork>();
        return work.CommitAsync<bool>(caller, operation.Name, _ => throw refusal, http.RequestAborted);
    }
}
