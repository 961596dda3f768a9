namespace ManagementPlatform.Storage;

/// <summary>
/// Where the engine has one writer at a time (SQLite), writers of this process queue here instead of polling the file's lock:
/// first come, first served, without the engine's back-off of 150 ms. Engines with many writers pass through.
/// </summary>
internal sealed class WriterGate(bool isSingle)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim? _gate = isSingle ? new SemaphoreSlim(1, 1) : null;

    public bool IsSingle => _gate is not null;

    /// <exception cref="CenterBusyException">A long write (an import) holds the database.</exception>
    public async Task EnterAsync(CancellationToken cancel)
    {
        if (_gate is not null && !await _gate.WaitAsync(Patience, cancel))
            throw new CenterBusyException();
    }

    /// <summary>False when another writer of this process is at work; never waits.</summary>
    public bool TryEnter() => _gate is null || _gate.Wait(TimeSpan.Zero);

    public void Leave() => _gate?.Release();
}

/// <summary>The center cannot take the write now; the same request may succeed in a while (503).</summary>
public sealed class CenterBusyException() : Exception("系统正在执行大批量写入，请稍后重试。");
