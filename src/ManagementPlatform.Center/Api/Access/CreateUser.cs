using System.Text.RegularExpressions;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Access;
using Microsoft.AspNetCore.Identity;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>A new account.</summary>
/// <param name="Password">A person's first password; made up when absent. A program's secret is always made up.</param>
public sealed record NewUser(
    string UserName,
    string DisplayName,
    long OrganizationId,
    IReadOnlyList<Role> Roles,
    AccountKind Kind = AccountKind.Person,
    string? Phone = null,
    string? Password = null)
{
    public override string ToString() => UserName;
}

/// <summary>The account and, this once, its password or secret in clear.</summary>
public sealed record CreatedUser(UserContract User, string Password);

/// <summary>新建账号: in the administrator's organization or one below it. A person changes the first password at once.</summary>
public sealed partial class CreateUser(
    UserManager<User> users, UserStore store, UserQueries queries, NewPassword passwords,
    IIdentifiers identifiers, IUnitOfWork work, TimeProvider time)
{
    /// <exception cref="RefusalException">A field is wrong, the organization is out of scope, or the name is taken.</exception>
    public async Task<(UserView User, string Password)> HandleAsync(NewUser form, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageUsers);
        var tier = await queries.TierOfAsync(form.OrganizationId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("机构");
        var password = form.Kind == AccountKind.System ? NewPassword.Secret() : form.Password ?? NewPassword.Temporary();
        Check(form, tier, password);
        var hash = passwords.HashOf(null!, password);
        var created = await work.CommitAsync(caller, "user.create", c => AddAsync(form, hash, caller, c), cancel);
        return (created, password);
    }

    private static void Check(NewUser form, Tier tier, string password)
    {
        var problems = new List<Problem>();
        if (!NameForm().IsMatch(form.UserName))
            problems.Add(new("user_name_form", "用户名应为 3 至 40 个字母、数字或 . _ -，以字母开头。", "userName"));
        problems.AddRange(EditUser.Check(form.DisplayName, form.Phone));
        problems.AddRange(PasswordRules.Check(password, form.UserName, "password"));
        problems.AddRange(RoleRules.Check(form.Roles, tier, form.Kind));
        if (problems.Count > 0)
            throw Refused.Invalid(problems);
    }

    private async Task<UserView> AddAsync(NewUser form, string hash, Caller caller, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var user = new User
        {
            UserId = identifiers.Next(),
            UserName = form.UserName,
            NormalizedUserName = users.NormalizeName(form.UserName)!,
            DisplayName = form.DisplayName.Trim(),
            Kind = form.Kind == AccountKind.System ? AccountKinds.System : AccountKinds.Person,
            OrganizationId = form.OrganizationId,
            Phone = form.Phone,
            PasswordHash = hash,
            SecurityStamp = Guid.CreateVersion7().ToString("n"),
            AccessFailedCount = 0,
            IsEnabled = true,
            MustChangePassword = form.Kind == AccountKind.Person,
            PasswordChangedAt = now,
            CreatedAt = now,
            RowVersion = 1,
        };
        await store.AddAsync(user, cancel);
        await store.SetRolesAsync(user.UserId, form.Roles.Distinct(), cancel);
        await store.RememberPasswordAsync(user, cancel);
        work.Changed(Entity.User, user.UserId, user.RowVersion);
        work.Audited(new AuditLine(Entity.User, user.UserId, Detail: new { user.UserName, form.OrganizationId, Roles = RoleTexts(form.Roles) }));
        return (await queries.FindAsync(user.UserId, caller.OrganizationId, cancel))!;
    }

    internal static string[] RoleTexts(IEnumerable<Role> roles) => [.. roles.Select(role => role.ToString())];

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9._-]{2,39}\z", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex NameForm();
}

internal static class CreateUserApi
{
    private static readonly Operation Operation = new("user.create", Permission.ManageUsers, "新建账号")
    {
        Description = "返回的初始密码（或对接系统密钥）只显示这一次。人员首次登录须修改密码。",
        Request = new NewUser("wangmin", "王敏", 510_000_000_000_045, [Role.Registrar], Phone: "13800005678"),
        Response = new CreatedUser(UserContract.Example, "kTbw-4829-mRsqAa"),
        AnswersSecret = true,
    };

    public static void MapCreateUser(this IEndpointRouteBuilder users) =>
        users.MapSecured(HttpMethod.Post, "/", Operation, CreateAsync);

    private static async Task<Created<CreatedUser>> CreateAsync(
        NewUser form, Caller caller, CreateUser create, CancellationToken cancel)
    {
        var (user, password) = await create.HandleAsync(form, caller, cancel);
        return Answer.Created($"/users/{user.UserId}", new CreatedUser(UserContract.Of(user), password), user.RowVersion);
    }
}
