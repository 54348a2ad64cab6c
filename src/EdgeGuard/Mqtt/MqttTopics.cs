namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Topics of one gateway: <c>eg/v1/{site}/{gw}/…</c>.</summary>
internal sealed class MqttTopics(string site, string gateway)
{
    /// <summary>Topic of live telemetry, and the name of its stream.</summary>
    public const string Telemetry = "t";

    public string Prefix { get; } = $"eg/v1/{site}/{gateway}/";

    /// <summary>Retained: is the gateway there.</summary>
    public string Status { get; } = $"eg/v1/{site}/{gateway}/status";

    /// <summary>Retained: the catalogue of points.</summary>
    public string Points { get; } = $"eg/v1/{site}/{gateway}/points";

    /// <summary>Telemetry that comes late.</summary>
    public string History { get; } = $"eg/v1/{site}/{gateway}/t/hist";

    /// <summary>The platform says what has arrived; signed.</summary>
    public string AckIn { get; } = $"eg/v1/{site}/{gateway}/ack/in";

    /// <summary>The platform asks for something again; signed.</summary>
    public string SyncIn { get; } = $"eg/v1/{site}/{gateway}/sync/in";

    public string Of(string suffix) => Prefix + suffix;

    /// <summary>Retained: the present state of one alarm; empty when it is normal.</summary>
    public string Active(string key) => $"{Prefix}alarm/active/{key}";
}
