using System.Security.Cryptography;
using System.Text;

namespace EdgeGuard.Core.Delivery;

/// <summary>
/// The links between the journal's lines: a line's hash is SHA-256 of the hash of the line before it, as 64 lower-case hexadecimal digits,
/// followed by its own payload, byte for byte.
/// </summary>
public static class JournalChain
{
    public const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>Stands before the very first line: 32 zeros.</summary>
    public static ReadOnlyMemory<byte> Genesis { get; } = new byte[HashBytes];

    /// <param name="previous">The 32 bytes of the line before.</param>
    public static byte[] Hash(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(Hex(previous)));
        hash.AppendData(payload);
        return hash.GetHashAndReset();
    }

    public static string Hex(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);

    /// <summary>The 32 bytes of 64 hexadecimal digits; null for anything else.</summary>
    public static byte[]? Parse(string hex)
    {
        byte[] hash = new byte[HashBytes];
        return hex.Length == 2 * HashBytes && Convert.FromHexString(hex, hash, out _, out _) == System.Buffers.OperationStatus.Done ? hash : null;
    }
}
