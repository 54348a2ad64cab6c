namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// The form of everything that is sent to the gateway: <c>{"key":"noc1","sig":"…","body":"…"}</c>. The signature (ECDSA over
/// P-256 with SHA-256, DER, base64) is over the bytes that <c>body</c> holds in base64, as they are: no rule of how JSON is to be
/// written can come between signer and verifier. They are a <see cref="PlatformMessage"/>.
/// </summary>
internal sealed record SignedMessage
{
    public required string Key { get; init; }

    public required byte[] Sig { get; init; }

    public required byte[] Body { get; init; }
}
