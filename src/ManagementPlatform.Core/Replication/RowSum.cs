using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace ManagementPlatform.Core.Replication;

/// <summary>
/// A digest over rows that does not depend on their order: their SHA-256 hashes, added modulo 2^256. It finds what has come
/// apart; it is no proof against somebody who wants to deceive.
/// </summary>
public sealed class RowSum
{
    private ulong _a, _b, _c, _d;

    public void Add(ReadOnlySpan<byte> row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row, hash);
        AddUp(
            BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]), BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]));
    }

    public void Add(RowSum other) => AddUp(other._a, other._b, other._c, other._d);

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_d:x16}{_c:x16}{_b:x16}{_a:x16}");

    private void AddUp(ulong a, ulong b, ulong c, ulong d)
    {
        ulong carry = 0;
        _a = Plus(_a, a, ref carry);
        _b = Plus(_b, b, ref carry);
        _c = Plus(_c, c, ref carry);
        _d = Plus(_d, d, ref carry);
    }

    private static ulong Plus(ulong one, ulong other, ref ulong carry)
    {
        var sum = (UInt128)one + other + carry;
        carry = (ulong)(sum >> 64);
        return (ulong)sum;
    }
}
