using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <content>What the gateway keeps about itself.</content>
internal sealed partial class GatewayStore
{
    private const int KeptClocks = 256;

    /// <summary>The alarm states as last committed, by key.</summary>
    public IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> LoadStates() => Locked(() => _alarms.States());

    /// <summary>The number that the next kept message of a stream will get.</summary>
    public long NextSeq(string stream) => Locked(
        () => stream == TelemetryBody.Stream ? _open.Last + 1 : _alarms.Counters.Lane.Streams.GetValueOrDefault(stream) + 1);

    /// <summary>
    /// Makes the counter of a key with which the platform signs durable, beside the databases: it outlives them. False when it is not
    /// above the last one.
    /// </summary>
    /// <exception cref="OutboxFaultException">The disk does not keep it.</exception>
    public bool RaiseCounter(string key, long value) => _numbers.Raise("k:" + key, value);

    /// <summary>Keeps the snapshot of timers and windows; beside the databases, which need not wait for it.</summary>
    public void SaveSnapshot(ReadOnlyMemory<byte> snapshot) => _snapshots.Write(snapshot.Span);

    /// <summary>The newest snapshot of timers and windows; null before the first.</summary>
    public ReadOnlyMemory<byte>? LoadSnapshot() => _snapshots.Read() is { } snapshot ? (ReadOnlyMemory<byte>?)snapshot : null;

    /// <summary>Keeps what was learnt of the devices; beside the databases, in <c>devices-0</c> and <c>devices-1</c>.</summary>
    public void SaveDevices(ReadOnlyMemory<byte> devices) => _devices.Write(devices.Span);

    /// <summary>What was last learnt of the devices; null before the first.</summary>
    public ReadOnlyMemory<byte>? LoadDevices() => _devices.Read() is { } devices ? (ReadOnlyMemory<byte>?)devices : null;

    /// <summary>An occurrence that ended, if it is one of the last thousand.</summary>
    public AlarmOccurrence? Ended(uint serial) => Locked(() => _alarms.Ended(serial));

    /// <param name="line">What the journal says of it, in the same commit.</param>
    public void SaveAcceptedConfiguration(ReadOnlyMemory<byte> configuration, JournalLine? line = null) => _ = Locked<object?>(() =>
    {
        _alarms.SaveNote(new BsonDocument { ["_id"] = "configuration", ["v"] = configuration.ToArray() }, line is null ? [] : [line]);
        return null;
    });

    /// <summary>The configuration that was last accepted; null before the first.</summary>
    public ReadOnlyMemory<byte>? LoadAcceptedConfiguration() => LoadBytes("configuration");

    /// <summary>Keeps what is known of wall time in a run; the newest 256 runs are kept: alarms that wait through many power cuts keep their times.</summary>
    public void SaveClock(BootClock clock) => _ = Locked<object?>(() =>
    {
        List<BootClock> kept = [.. Clocks().Where(known => known.Boot != clock.Boot).Append(clock).OrderBy(static known => known.Boot).TakeLast(KeptClocks)];
        _alarms.SaveNote(new BsonDocument
        {
            ["_id"] = "clocks",
            ["v"] = new BsonArray(kept.Select(static known => new BsonDocument
            {
                ["b"] = (long)known.Boot,
                ["u"] = known.UtcAtStart.UtcTicks,
                ["s"] = (int)known.Sync,
            })),
        });
        _knownClocks = kept;
        _alarms.CutJournal();
        return null;
    });

    public IReadOnlyList<BootClock> LoadClocks() => Locked(() => (IReadOnlyList<BootClock>)[.. Clocks()]);

    /// <summary>The newest messages that were rejected for good, oldest of them first; a thousand are kept.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters(int max) => Locked(() => _alarms.DeadLetters(max));

    private List<BootClock> Clocks() => ClocksOf(_alarms);

    internal static List<BootClock> ClocksOf(AlarmDatabase alarms) => alarms.Note("clocks") is not { } note ? [] :
    [
        .. note["v"].AsArray.Select(static clock => new BootClock(
            (uint)clock["b"].AsInt64, new DateTimeOffset(clock["u"].AsInt64, TimeSpan.Zero), (ClockSync)clock["s"].AsInt32)),
    ];

    private ReadOnlyMemory<byte>? LoadBytes(string id) => Locked(() => _alarms.Note(id) is { } note ? (ReadOnlyMemory<byte>?)note["v"].AsBinary : null);
}
