namespace ManagementPlatform.Storage.Writing;

/// <summary>What was answered to a request with an <c>Idempotency-Key</c>.</summary>
public sealed record IdempotencyRow
{
    /// <summary>The work is committed, its answer is not stored yet.</summary>
    public const int Unanswered = 0;

    public required long UserId { get; init; }
    public required string IdempotencyKey { get; init; }

    /// <summary>SHA-256 of method, path and body, hex.</summary>
    public required string RequestHash { get; init; }

    public int StatusCode { get; init; } = Unanswered;

    /// <summary>JSON object of the headers that belong to the answer.</summary>
    public string Headers { get; init; } = "{}";

    public string Body { get; init; } = "";
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Stores and finds answers by key.</summary>
public sealed class IdempotencyRecords(DbSession session)
{
    private static readonly Sql Find =
        WritingTables.Idempotency.Select("WHERE user_id = @userId AND idempotency_key = @key AND created_at > @notBefore");

    private static readonly Sql DeleteExpired =
        Sql.Portable(
            "DELETE FROM dbo.idempotency_record WHERE user_id = @userId AND idempotency_key = @key AND created_at <= @notBefore");

    /// <param name="notBefore">Older records count as none.</param>
    public Task<IdempotencyRow?> FindAsync(long userId, string key, DateTimeOffset notBefore, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<IdempotencyRow>(Find, new { userId, key = Ansi.Code(key), notBefore }, cancel);

    /// <summary>Stores the answer of a request whose key stands already, or which committed nothing (a refusal).</summary>
    public Task AnswerAsync(IdempotencyRow row, bool isStored, CancellationToken cancel) => WriteAsync(
        () => isStored
            ? session.ExecuteAsync(WritingTables.Idempotency.Update, row, cancel)
            : session.ExecuteAsync(WritingTables.Idempotency.Insert, row, cancel),
        cancel);

    /// <summary>Forgets one key that has expired, before it is used anew.</summary>
    public Task ForgetAsync(long userId, string key, DateTimeOffset notBefore, CancellationToken cancel) =>
        WriteAsync(() => session.ExecuteAsync(DeleteExpired, new { userId, key = Ansi.Code(key), notBefore }, cancel), cancel);

    private Task<int> WriteAsync(Func<Task<int>> write, CancellationToken cancel) => session.InTransactionAsync(write, cancel);
}
