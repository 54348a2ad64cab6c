namespace EdgeGuard.Core.Configuration;

public enum MqttProtocol : byte
{
    /// <summary>5.0, and 3.1.1 when the broker refuses that.</summary>
    Auto,
    V5,
    V311,
}

/// <summary>The platform's broker.</summary>
public sealed record MqttConfig
{
    /// <summary><c>mqtt://host[:1883]</c> or <c>mqtts://host[:8883]</c>. User name and password never stand here.</summary>
    public required Uri Broker { get; init; }

    public MqttProtocol Protocol { get; init; }

    /// <summary>A file with the user name in its first line and the password in its second, mode 0600; null: anonymous.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>mqtts: a PEM file of the authorities to trust instead of the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Null: <c>edgeguard-{site}-{gateway}</c>.</summary>
    public string? ClientId { get; init; }

    /// <summary>[our default]</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait between two attempts to connect; the first is 1 s, doubling, with jitter [our default].</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(15);

    public SettleBy Settle { get; init; }

    /// <summary>
    /// <see cref="SettleBy.Platform"/>: how long the platform may take to acknowledge what the broker has; then it is sent again,
    /// under the same number [our default].
    /// </summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Late telemetry messages a second at most, so that live ones are not delayed [our default].</summary>
    public double HistoryRate { get; init; } = 20;

    /// <summary>Who may speak to the gateway over the broker; none: it listens to nothing there.</summary>
    public IReadOnlyList<PlatformKeyConfig> PlatformKeys { get; init; } = [];
}
