using System.Security.Cryptography;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>A key with which messages to the gateway are signed (ECDSA over P-256, SHA-256).</summary>
public sealed record PlatformKeyConfig
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const string PemLabel = "PUBLIC KEY";

    /// <summary>The name by which a message says who signed it, and by which the journal tells it.</summary>
    public required string Id { get; init; }

    /// <summary>The public key as SubjectPublicKeyInfo: in PEM, or its base64 alone.</summary>
    public required string PublicKey { get; init; }

    public IReadOnlyList<PlatformRight> May { get; init; } = [];

    /// <summary>What is wrong with the key; null: nothing.</summary>
    public Words? Fault()
    {
        try
        {
            using ECDsa key = Open();
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256
                ? null
                : new Words("密钥的曲线不是 P-256", "the key is on another curve than P-256");
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return PublicKey.Contains("PRIVATE KEY", StringComparison.Ordinal)
                ? new Words("这是私钥；这里只写公钥，私钥留在平台", "this is a private key; only the public one stands here, the private one stays with the platform")
                : new Words(
                    "读不懂此公钥；应为 PEM（-----BEGIN PUBLIC KEY-----）或其 base64，例如 openssl pkey -pubout 的输出",
                    "the public key cannot be read; right is PEM (-----BEGIN PUBLIC KEY-----) or its base64, as openssl pkey -pubout writes it");
        }
    }

    /// <exception cref="CryptographicException">It is no public key.</exception>
    /// <exception cref="FormatException">It is neither PEM nor base64.</exception>
    public ECDsa Open()
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Decode(), out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private byte[] Decode()
    {
        if (!PublicKey.Contains("-----", StringComparison.Ordinal))
            return Convert.FromBase64String(PublicKey);
        if (!PemEncoding.TryFind(PublicKey, out PemFields fields) || !PublicKey.AsSpan()[fields.Label].SequenceEqual(PemLabel))
            throw new FormatException("no public key in PEM");
        return Convert.FromBase64String(PublicKey[fields.Base64Data]);
    }
}
