using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Decides whether a message comes from who it says, is meant for this gateway and topic, and is new. Used by one thread.
/// Nothing that a sender writes makes it throw.
/// </summary>
/// <param name="epoch">Asked at every message.</param>
/// <param name="now">Wall time, and how far it can be trusted.</param>
/// <param name="raise">
/// Makes a key's counter durable before its message takes effect; false when it is not above the last one. Throws
/// <see cref="OutboxFaultException"/> where the disk does not keep it.
/// </param>
internal sealed class PlatformGate(
    IReadOnlyList<PlatformKeyConfig> keys, Func<string> epoch, Func<(DateTimeOffset Utc, ClockSync Sync)> now, Func<string, long, bool> raise) : IDisposable
{
    private readonly Dictionary<string, (ECDsa Key, IReadOnlyList<PlatformRight> May)> _keys =
        keys.ToDictionary(static key => key.Id, static key => (key.Open(), key.May), StringComparer.Ordinal);

    public PlatformVerdict Open(string topic, PlatformRight right, ReadOnlySpan<byte> payload)
    {
        if (Read(payload, PlatformJson.Default.SignedMessage) is not { Key: not null, Sig: not null, Body: not null } signed)
        {
            return new(null, new("不是签名消息 {key, sig, body}", "this is no signed message {key, sig, body}"));
        }

        if (!_keys.TryGetValue(signed.Key, out (ECDsa Key, IReadOnlyList<PlatformRight> May) known))
        {
            return new(null, new("没有此密钥", "there is no such key"));
        }

        if (!Verify(known.Key, signed))
        {
            return new(null, new($"签名与密钥 {signed.Key} 不符", $"the signature is not that of {signed.Key}"));
        }

        if (!known.May.Contains(right))
        {
            return new(signed.Key, new("此密钥无此权限", "this key has no right to do so"));
        }

        return Read(signed.Body, PlatformJson.Default.PlatformMessage) is { Topic: not null, Epoch: not null } message
            ? new(signed.Key, Refusal(signed.Key, topic, message), message)
            : new(signed.Key, new("签名内容读不懂", "what was signed cannot be read"));
    }

    public void Dispose()
    {
        foreach ((ECDsa key, _) in _keys.Values)
        {
            key.Dispose();
        }
    }

    private Words? Refusal(string key, string topic, PlatformMessage message)
    {
        if (message.Topic != topic)
        {
            return new("签名用于另一主题", "it was signed for another topic");
        }

        if (message.Epoch != epoch())
        {
            return new("签名用于另一 epoch", "it was signed for another epoch");
        }

        if (message.Exp is { } end && Expired(end) is { } late)
        {
            return late;
        }

        try
        {
            return raise(key, message.N) ? null : new($"计数 {message.N} 不大于上一次", $"counter {message.N} is not above the last one");
        }
        catch (OutboxFaultException e)
        {
            return new($"计数无法保存：{e.Message}", $"its counter cannot be kept: {e.Message}");
        }
    }

    /// <summary>What is to be void after a time cannot be taken by a gateway that does not know the time.</summary>
    private Words? Expired(long end)
    {
        (DateTimeOffset utc, ClockSync sync) = now();
        return sync == ClockSync.Unsynced ? new("时钟未同步，无法判断期限", "it expires, and the clock is not set")
            : utc.ToUnixTimeMilliseconds() > end ? new("已过期", "it has expired")
            : null;
    }

    private static bool Verify(ECDsa key, SignedMessage signed)
    {
        try
        {
            return key.VerifyData(signed.Body, signed.Sig, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            // What is no signature at all proves nothing either.
            return false;
        }
    }

    private static T? Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
