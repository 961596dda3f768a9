using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Hosting;
using ManagementPlatform.Etl.Replication.Centers;

namespace ManagementPlatform.Center.Api.Replication;

internal static class JoinApi
{
    private static readonly KeyMessage Key = new(
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE5c0Q…", "5f1d0c8e2b7a49369d1f4a7be0c3d211", "pX0v3kQ…");

    private static readonly Operation Operation = Operation.Open("replication.join", "省级数据中心接入国家级数据中心") with
    {
        Description = "凭国家级数据中心发出的一次性令牌登记公钥（ECDSA P-256，SubjectPublicKeyInfo，Base64），并开通双向通道。"
            + "同一令牌、同一公钥重复提交得到同样的答复。",
        Request = new JoinMessage("q1Zk…", "51", Key),
        Response = new JoinAnswer("00", "国家级数据中心", [Key], []),
    };

    public static void MapJoin(this IEndpointRouteBuilder replication) =>
        replication.MapSecured(HttpMethod.Post, "/centers", Operation, JoinAsync).WithMetadata(new SignsIn());

    private static Task<JoinAnswer> JoinAsync(
        JoinMessage message, HttpContext http, AdmitProvince admit, CancellationToken cancel) =>
        admit.HandleAsync(message, http.Connection.RemoteIpAddress?.ToString(), cancel);
}

internal static class KeysApi
{
    private static readonly KeyMessage Example = new(
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9hTz…", "5f1d0c8e2b7a49369d1f4a7be0c3d211", "b2Yw8mE…");

    private static readonly Operation Announce = Operation.ForCenters("replication.announce_key", "登记更换后的公钥")
        with { Description = "新公钥须由现用密钥签名；原密钥在过渡期内仍有效。", Request = Example };

    private static readonly Operation Read = Operation.ForCenters("replication.keys", "国家级数据中心的公钥")
        with { Response = new KeysMessage([Example]) };

    public static void MapKeys(this IEndpointRouteBuilder replication)
    {
        replication.MapSecured(HttpMethod.Post, "/keys", Announce, AnnounceAsync);
        replication.MapSecured(HttpMethod.Get, "/keys", Read, ReadAsync);
    }

    private static async Task<Done> AnnounceAsync(
        KeyMessage key, CallingCenter calling, HttpContext http, LearnKeys learn, CancellationToken cancel)
    {
        if (await learn.HandleAsync(calling.Code, [key], http.Connection.RemoteIpAddress?.ToString(), cancel) == 0)
            throw Core.Refused.Invalid("bad_key", "新公钥无效、未经现用密钥签名，或已登记。", "publicKey");
        return Answer.Done();
    }

    private static Task<KeysMessage> ReadAsync(ReadOwnKeys keys, CancellationToken cancel) => keys.HandleAsync(cancel);
}
