using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary><c>/etc/edgeguard/edgeguard.json</c>; schema <c>hardware/schema/edgeguard.schema.json</c>.</summary>
public sealed record GatewayConfig
{
    public required GatewaySection Gateway { get; init; }

    /// <summary>Named buses. A Modbus TCP device may instead name its endpoint itself (<c>tcp://host:port</c>).</summary>
    public IReadOnlyDictionary<string, BusConfig> Buses { get; init; } = new Dictionary<string, BusConfig>();

    /// <summary>Null: nothing is forwarded; everything is kept.</summary>
    public MqttConfig? Mqtt { get; init; }

    public StoreConfig Store { get; init; } = new();

    public TelemetryConfig Telemetry { get; init; } = new();

    /// <summary>Null: the gateway only reads.</summary>
    public OutputsConfig? Outputs { get; init; }
}

/// <param name="Id">Gateway id, the <c>{gw}</c> of every topic: <c>[A-Za-z0-9_-]{1,64}</c>.</param>
/// <param name="Site">Site id, the <c>{site}</c> of every topic; same form.</param>
/// <param name="Name">What people call the room.</param>
public sealed record GatewaySection(string Id, string Site, Words? Name = null)
{
    /// <summary>What people call the site.</summary>
    public Words? SiteName { get; init; }

    /// <summary>Time zone of the room, as the system names it (<c>Asia/Shanghai</c>); null: the system's own.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Rated values of the room as a whole, in canonical units.</summary>
    public IReadOnlyDictionary<string, double> Ratings { get; init; } = new Dictionary<string, double>();

    public Language Language { get; init; } = Language.Zh;
}

/// <summary>What is kept on the disk at most.</summary>
public sealed record StoreConfig
{
    /// <summary>Bytes of all the store's files together [our default].</summary>
    public long BudgetBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Years for which the journal is kept, as far as its share of the budget holds that much [our default].</summary>
    public int JournalYears { get; init; } = 3;

    /// <summary>Telemetry of this long is kept in one piece, which is what a power cut may cost of it [our default].</summary>
    public TimeSpan ChunkPeriod { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// What the medium may have written to it in its life, in TB of 10^12 bytes, as its maker rates it (TBW) [our default: about 600 times
    /// a card of 16 GB].
    /// </summary>
    public double EnduranceTb { get; init; } = 10;
}

/// <summary>How values are told to the platform.</summary>
public sealed record TelemetryConfig
{
    /// <summary>A message gathers the changes of this long [our default].</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Every point is told at least this often although it did not change [our default].</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A change smaller than this share of the value told last is not told [our default]; 0: every reading is told.</summary>
    public double Deadband { get; init; } = 0.005;
}
