using System.Net.Http.Json;
using ManagementPlatform.Center.Api.Access;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Cli.Demo;

/// <summary>An account of the demo.</summary>
/// <param name="Variable">The shell variable that holds its token in the printed requests.</param>
internal sealed record DemoAccount(
    string Variable, string UserName, string DisplayName, string Where, Role Role, string Password);

/// <summary>The people of the demo: who enters, who verifies, who approves, who counts, who administers.</summary>
internal sealed class DemoAccounts(CenterAction center)
{
    public async Task<IReadOnlyList<DemoAccount>> CreateAsync(DemoSchool school, DemoSchool other, CancellationToken cancel)
    {
        var caller = await center.CallerAsync(cancel);
        var (county, otherCounty) = (BureauCode.Key(DemoCenter.Counties[0]), BureauCode.Key(DemoCenter.Counties[1]));
        return
        [
            await AddAsync("REGISTRAR", "school.registrar", "学校学籍管理员", school.Id, school.Name, Role.Registrar, caller, cancel),
            await AddAsync("LEADER", "school.leader", "学校学籍主管领导", school.Id, school.Name, Role.Leader, caller, cancel),
            await AddAsync("COUNTY", "county.registrar", "县区学籍管理员", county, "武侯区教育局", Role.Registrar, caller, cancel),
            await AddAsync("NEW_REGISTRAR", "new.registrar", "转入学校学籍管理员", other.Id, other.Name, Role.Registrar, caller, cancel),
            await AddAsync("NEW_LEADER", "new.leader", "转入学校学籍主管领导", other.Id, other.Name, Role.Leader, caller, cancel),
            await AddAsync("NEW_COUNTY", "new.county", "转入县学籍管理员", otherCounty, "大邑县教育局", Role.Registrar, caller, cancel),
            await AddAsync(
                "PROVINCE", "province.registrar", "省学籍管理员", caller.OrganizationId, "四川省教育厅", Role.Registrar, caller, cancel),
            await AddAsync(
                "ANALYST", "province.analyst", "省统计分析员", caller.OrganizationId, "四川省教育厅", Role.Analyst, caller, cancel),
            await AddAsync("ADMIN", "admin", "系统管理员", caller.OrganizationId, "四川省教育厅", Role.SystemAdministrator, caller, cancel),
        ];
    }

    /// <summary>Everybody replaces the first password at once, over HTTP; until then an account may do nothing else.</summary>
    public static async Task<IReadOnlyList<DemoAccount>> ChangePasswordsAsync(
        IReadOnlyList<DemoAccount> accounts, string address, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        var changed = new List<DemoAccount>();
        foreach (var account in accounts)
        {
            var own = NewPassword.Temporary();
            var signedIn = await PostAsync(http, "/api/v1/sign-in", new { account.UserName, account.Password }, null, cancel);
            await PostAsync(
                http, "/api/v1/me/password", new { currentPassword = account.Password, newPassword = own },
                signedIn.AccessToken, cancel);
            changed.Add(account with { Password = own });
        }

        return changed;
    }

    public async Task<DemoAccount> AddAsync(
        string variable, string name, string display, long organization, string where, Role role,
        Caller caller, CancellationToken cancel)
    {
        var known = (await center.Get<UserQueries>().PageAsync(new UserFilter(organization), caller.OrganizationId, after: 0, take: 100, cancel))
            .FirstOrDefault(u => u.UserName == name);
        var (_, password) = known is null
            ? await center.Get<CreateUser>().HandleAsync(new NewUser(name, display, organization, [role]), caller, cancel)
            : await center.Get<ResetPassword>().HandleAsync(known.UserId, caller, cancel);
        return new DemoAccount(variable, name, display, where, role, password);
    }

    private static async Task<TokenPair> PostAsync(
        HttpClient http, string path, object body, string? token, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        using var response = await http.SendAsync(request, cancel);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<TokenPair>(cancel))!
            : throw new InvalidOperationException($"{path}: {await response.Content.ReadAsStringAsync(cancel)}");
    }
}
