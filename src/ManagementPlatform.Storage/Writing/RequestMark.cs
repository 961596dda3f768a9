namespace ManagementPlatform.Storage.Writing;

/// <summary>
/// The <c>Idempotency-Key</c> of the request that this scope serves. The request's first unit of work stores it in the same
/// transaction as its rows: the work is done once, whatever breaks afterwards and however many ask at once.
/// </summary>
public sealed class RequestMark
{
    private IdempotencyRow? _row;

    /// <summary>The work was committed together with the key.</summary>
    public bool IsStored { get; private set; }

    /// <summary>Somebody else's request with the same key was committed first; this one changed nothing.</summary>
    public bool WasLost { get; private set; }

    public void Set(IdempotencyRow row) => _row = row;

    internal IdempotencyRow? Open() => IsStored ? null : _row;

    internal void Stored() => IsStored = _row is not null;

    internal void Violated(string key) =>
        WasLost |= _row is not null && key.Equals("PK_idempotency_record", StringComparison.OrdinalIgnoreCase);
}
