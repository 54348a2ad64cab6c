namespace EdgeGuard.Modbus;

/// <summary>Settings of a client. All times are real time, measured with the client's TimeProvider.</summary>
public record ModbusClientOptions
{
    /// <summary>For units without an entry in <see cref="Units"/>.</summary>
    public ModbusUnitTiming Timing { get; init; } = new(TimeSpan.FromSeconds(1), TimeSpan.Zero);

    /// <summary>Timing by unit id, looked up at every request.</summary>
    public IReadOnlyDictionary<byte, ModbusUnitTiming> Units { get; init; } = new Dictionary<byte, ModbusUnitTiming>();

    /// <summary>Silence between a connection that was opened and the first request on it; a part of <see cref="ConnectTimeout"/>.</summary>
    public TimeSpan PauseAfterConnect { get; init; }

    /// <summary>Time to open the connection or the line, name resolution included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Off, every write is refused before it reaches the wire: a client that only reads cannot be made to write by a mistake.</summary>
    public bool AllowWrites { get; init; }

    /// <summary>Where somebody may listen; null: nobody ever does.</summary>
    public ModbusTap? Tap { get; init; }

    internal ModbusUnitTiming TimingOf(byte unit) => Units.TryGetValue(unit, out var timing) ? timing : Timing;

    internal void Check()
    {
        RequirePositive(ConnectTimeout, nameof(ConnectTimeout));
        if (PauseAfterConnect < TimeSpan.Zero || PauseAfterConnect >= ConnectTimeout)
        {
            throw new ArgumentException($"{nameof(PauseAfterConnect)} is {PauseAfterConnect}; give 0 or more, and less than the connect timeout of {ConnectTimeout}.");
        }

        RequireSane(Timing, "Timing");
        foreach (var (unit, timing) in Units)
        {
            RequireSane(timing, $"Units[{unit}]");
        }
    }

    private static void RequireSane(ModbusUnitTiming timing, string where)
    {
        RequirePositive(timing.AnswerTimeout, $"{where}.{nameof(timing.AnswerTimeout)}");
        if (timing.Gap < TimeSpan.Zero || timing.Gap > TimeSpan.FromMinutes(1))
        {
            throw new ArgumentException($"{where}.Gap is {timing.Gap}; give 0 to 1 minute.", nameof(timing));
        }
    }

    private static void RequirePositive(TimeSpan time, string where)
    {
        if (time <= TimeSpan.Zero || time > TimeSpan.FromMinutes(10))
        {
            throw new ArgumentException($"{where} is {time}; give more than 0 and at most 10 minutes.", nameof(time));
        }
    }
}
