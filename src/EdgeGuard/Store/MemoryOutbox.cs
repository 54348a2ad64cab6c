using System.Collections.Immutable;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>An outbox for as long as the process lives: for tests, and for the demo without a data folder.</summary>
/// <param name="telemetryBytes">Telemetry bodies kept at most, in bytes; the oldest are dropped beyond.</param>
/// <param name="alarmBytes">The same of the alarm lane, where only those that everybody has are dropped.</param>
internal sealed class MemoryOutbox(
    string epoch, long telemetryBytes, IReadOnlyList<string>? consumers = null, long alarmBytes = long.MaxValue) : IOutbox
{
    private readonly Lock _gate = new();
    private readonly MemoryLane _alarms = new(consumers ?? ["mqtt"]);
    private readonly MemoryLane _telemetry = new(consumers ?? ["mqtt"]);
    private readonly List<DeadLetter> _dead = [];
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _states = new(StringComparer.Ordinal);
    private readonly List<JournalLine> _journal = [];
    private ImmutableSortedDictionary<string, OutboxMessage> _active = ImmutableSortedDictionary.Create<string, OutboxMessage>(StringComparer.Ordinal);
    private long _deadCount;

    public OutboxStats Stats
    {
        get
        {
            lock (_gate)
            {
                return new OutboxStats(
                    _alarms.Ledger.Pending, _telemetry.Ledger.Pending, _telemetry.Ledger.Dropped, _deadCount, _alarms.Bytes + _telemetry.Bytes, null);
            }
        }
    }

    public IReadOnlyList<OutboxMessage> Append(CommitBatch batch)
    {
        BatchCheck.Run(batch);
        lock (_gate)
        {
            foreach (StateChange change in batch.States)
            {
                if (change.State is { } state) _states[change.Key] = state;
                else _states.Remove(change.Key);
            }

            _journal.AddRange(batch.Journal);
            List<OutboxMessage> kept = [.. batch.Messages.Select(draft => LaneOf(draft.Lane).Add(epoch, draft))];
            foreach (OutboxMessage message in kept) Retain(message);
            _telemetry.DropOldest(telemetryBytes);
            _alarms.DropSettled(alarmBytes);
            return kept;
        }
    }

    public IReadOnlyList<OutboxMessage> Peek(string consumer, Lane lane, int max)
    {
        lock (_gate) return LaneOf(lane).Peek(consumer, max);
    }

    public void Settle(string consumer, IReadOnlyList<Settlement> settlements)
    {
        lock (_gate)
        {
            foreach (Settlement settlement in settlements)
            {
                foreach (OutboxMessage message in _alarms.Settle(consumer, settlement).Concat(_telemetry.Settle(consumer, settlement)).ToList())
                {
                    if (settlement.Rejection is not { } reason) continue;
                    _deadCount++;
                    _dead.Add(new DeadLetter(consumer, reason, message));
                    if (_dead.Count > DeadLetterTable.Kept) _dead.RemoveAt(0);
                }
            }

            _alarms.DropSettled(alarmBytes);
        }
    }

    /// <summary>The messages that stand retained below <c>alarm/active/</c>, to be sent again after a reconnect.</summary>
    public IReadOnlyList<OutboxMessage> Active()
    {
        lock (_gate) return [.. _active.Values];
    }

    public IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> LoadStates()
    {
        lock (_gate) return [.. _states];
    }

    /// <summary>The newest journal lines, oldest of them first.</summary>
    public IReadOnlyList<JournalLine> Journal(int max, string? kind = null)
    {
        lock (_gate) return [.. _journal.Where(line => kind is null || line.Kind == kind).TakeLast(max)];
    }

    public IReadOnlyList<DeadLetter> DeadLetters(int max)
    {
        lock (_gate) return [.. _dead.TakeLast(max)];
    }

    private MemoryLane LaneOf(Lane lane) => lane == Lane.Alarm ? _alarms : _telemetry;

    private void Retain(OutboxMessage message)
    {
        if (message.Content.ActiveKey is not { } key) return;
        _active = message.Content.Ended ? _active.Remove(key) : _active.SetItem(key, message);
    }
}
