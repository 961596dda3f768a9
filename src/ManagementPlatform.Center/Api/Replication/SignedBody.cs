using System.Security.Cryptography;
using ManagementPlatform.Center.Api.Conventions;

namespace ManagementPlatform.Center.Api.Replication;

/// <summary>A body whose hash was signed: whoever reads it to its end learns there when it is another.</summary>
internal sealed class SignedBody(Stream body, string hash) : Stream
{
    private readonly IncrementalHash _read = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        _read.AppendData(buffer.Span[..count]);
        if (count == 0 && buffer.Length > 0 && Convert.ToHexStringLower(_read.GetCurrentHash()) != hash)
            throw new ProblemException(400, "body_altered", "请求内容与其签名不符。");
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _read.Dispose();
        base.Dispose(disposing);
    }
}
