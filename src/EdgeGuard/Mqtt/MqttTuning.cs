namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Figures of the MQTT room that no configuration file carries. All are our defaults; tests set others.</summary>
internal sealed record MqttTuning
{
    /// <summary>Telemetry older than this goes to <c>t/hist</c>.</summary>
    public TimeSpan HistoryAge { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Messages a second to <c>t/hist</c> at most.</summary>
    public double HistoryRate { get; init; } = 20;

    /// <summary>From the first packet of a connection to its CONNACK.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// From a PUBLISH to its PUBACK, beside the time that its bytes take on the <see cref="SlowestLink"/>. MQTT forbids sending again on the
    /// same connection, so a late one ends it.
    /// </summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Bytes a second that a link carries which still is one: the retained <c>points</c> of a large gateway is megabytes.</summary>
    public double SlowestLink { get; init; } = 8192;

    /// <summary>Bytes of the largest packet taken from a broker.</summary>
    public int MaxIncomingPacket { get; init; } = 256 * 1024;

    /// <summary>Unacknowledged PUBLISH packets at most; fewer when the broker's Receive Maximum says so.</summary>
    public int MaxInFlight { get; init; } = 40;

    /// <summary>Messages of one lane that are under way at once at most.</summary>
    public int Window { get; init; } = 20;

    /// <summary>Telemetry messages that the broker has and the platform has not acknowledged at most; beyond it telemetry waits, alarms go on.</summary>
    public int AwaitedTelemetry { get; init; } = 400;

    /// <summary>Live messages kept in memory at most, per lane; beyond it the oldest is dropped and counted.</summary>
    public int LiveCapacity { get; init; } = 2000;
}
