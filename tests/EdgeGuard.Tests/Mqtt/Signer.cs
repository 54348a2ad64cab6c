using System.Security.Cryptography;
using System.Text;
using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>The platform's hand: a key of its own, and messages signed with it.</summary>
internal sealed class Signer(string id, params PlatformRight[] may) : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public PlatformKeyConfig Config => new() { Id = id, PublicKey = _key.ExportSubjectPublicKeyInfoPem(), May = may };

    /// <param name="rest">Members beside topic, epoch and n.</param>
    public byte[] Sign(string topic, long n, string rest, string epoch = "e1") =>
        Sign($$"""{"topic":"{{topic}}","epoch":"{{epoch}}","n":{{n}},{{rest}}}""");

    public byte[] Sign(string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        return Wrap(bytes, _key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    public byte[] Wrap(byte[] body, byte[] signature) => Encoding.UTF8.GetBytes(
        $$"""{"key":"{{id}}","sig":"{{Convert.ToBase64String(signature)}}","body":"{{Convert.ToBase64String(body)}}"}""");

    public void Dispose() => _key.Dispose();
}
