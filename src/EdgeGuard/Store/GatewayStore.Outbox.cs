using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <content>The outbox.</content>
internal sealed partial class GatewayStore
{
    /// <summary>For so long settling waits for an alarm to be kept with, until the next tending [our default].</summary>
    private static readonly TimeSpan SettledLate = TimeSpan.FromSeconds(2);

    private long? _behindSince;

    /// <inheritdoc/>
    /// <remarks>
    /// Telemetry is numbered at once and gathered in memory, to be kept in one piece when its time has come; see
    /// <see cref="FlushTelemetry"/>. When only the rest of a batch cannot be kept, the telemetry is remembered, and appending the same
    /// list of messages again does not repeat it.
    /// </remarks>
    public IReadOnlyList<OutboxMessage> Append(CommitBatch batch)
    {
        BatchCheck.Run(batch);
        if (batch.Messages.Count + batch.States.Count + batch.Journal.Count + batch.Ended.Count == 0) return [];
        return Locked(() =>
        {
            List<MessageDraft> alarms = [.. batch.Messages.Where(static draft => draft.Lane == Lane.Alarm)];
            bool alarmPart = alarms.Count < batch.Messages.Count ? alarms.Count + batch.States.Count + batch.Journal.Count + batch.Ended.Count > 0 : true;
            if (alarmPart) ThrowIf(_alarms.Fault);
            Cover(alarms);
            IReadOnlyList<OutboxMessage> telemetry = AppendTelemetry(batch.Messages);
            IReadOnlyList<OutboxMessage> kept = alarmPart ? _alarms.Append(batch, alarms, _numbers.Marks.Serials) : [];
            _halfKept = null;
            return Merge(batch.Messages, kept, telemetry);
        });
    }

    /// <inheritdoc/>
    /// <remarks>Throws while another call waits for the disk, so that the caller never does.</remarks>
    public IReadOnlyList<OutboxMessage> Peek(string consumer, Lane lane, int max)
    {
        Check(consumer);
        if (max <= 0) return [];
        // Not an empty answer: whoever asks would believe that all was sent, and never ask again.
        List<(KeptChunk Chunk, long Seq)> kept;
        List<OutboxMessage> open;
        if (!_gate.TryEnter(PeekPatience)) throw new OutboxFaultException("The store is busy with the disk.");
        try
        {
            ThrowIf(lane == Lane.Alarm ? _alarms.Fault : _telemetry.Fault);
            if (lane == Lane.Alarm) return _alarms.Peek(consumer, max);
            (kept, open) = PeekTelemetry(consumer, max);
        }
        catch (OutboxFaultException e)
        {
            _health.Fail(e.Message);
            throw;
        }
        finally
        {
            _gate.Exit();
        }

        // Putting messages together takes longer than finding them, and nobody need wait for it.
        return [.. kept.Select(static place => place.Chunk.Message(place.Seq)), .. open];
    }

    public void Settle(string consumer, IReadOnlyList<Settlement> settlements)
    {
        Check(consumer);
        if (settlements.Count == 0) return;
        _ = Locked<object?>(() =>
        {
            List<Settlement> alarms = [.. settlements.Where(s => !s.Again && _alarms.Counters.Lane.Streams.ContainsKey(s.Stream))];
            List<DeadLetter> rejected = RejectedTelemetry(consumer, settlements);
            if (alarms.Count > 0 || rejected.Count > 0) _alarms.Settle(consumer, alarms, rejected);
            SettleTelemetry(consumer, settlements);
            return null;
        });
        // In turns with whoever else uses the store: thousands may be asked for.
        foreach (Settlement again in settlements.Where(static s => s.Again))
        {
            for (SeqRange? range = again.Range; range is { } left;) range = Locked(() => _alarms.Unsettle(consumer, again.Stream, left));
        }
    }

    /// <summary>The messages that stand retained below <c>alarm/active/</c>, to be sent again after a reconnect.</summary>
    public IReadOnlyList<OutboxMessage> Active() => [.. _alarms.Active.Values];

    private static List<OutboxMessage> Merge(
        IReadOnlyList<MessageDraft> drafts, IReadOnlyList<OutboxMessage> alarms, IReadOnlyList<OutboxMessage> telemetry)
    {
        (int alarm, int other) = (0, 0);
        return [.. drafts.Select(draft => draft.Lane == Lane.Alarm ? alarms[alarm++] : telemetry[other++])];
    }

    /// <summary>
    /// What is to be done from time to time: alarms that were settled and soon followed by no other are settled for good, so that a
    /// later power cut does not send them again.
    /// </summary>
    /// <exception cref="OutboxFaultException">The disk fails.</exception>
    public void TendAlarms() => _ = Locked<object?>(() =>
    {
        ThrowIf(_alarms.Fault);
        if (!_alarms.IsBehind) _behindSince = null;
        else if (_time.GetElapsedTime(_behindSince ??= _time.GetTimestamp()) >= SettledLate) _alarms.Sync();
        return null;
    });

    private T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            _health.Begin();
            try
            {
                T result = work();
                _numbers.KeepWear();
                return result;
            }
            finally
            {
                Refresh();
            }
        }
    }

    private void Refresh()
    {
        LaneLedger alarms = _alarms.Counters.Lane;
        TelemetryLedger telemetry = _telemetry.Ledger;
        bool broken = _alarms.Fault is not null || _telemetry.Fault is not null;
        string? fault = _alarms.Fault ?? _telemetry.Fault ?? _telemetry.RoomFault;
        long bytes = !broken ? _alarms.Bytes + _telemetry.Bytes : _health.Stats.Bytes;
        _health.End(new OutboxStats(alarms.Pending, _open.Last - telemetry.Settled, telemetry.Dropped, _alarms.Counters.DeadLetters, bytes, fault));
    }

    private void Check(string consumer)
    {
        if (!_consumers.Contains(consumer)) throw new ArgumentException($"{consumer} is no consumer of this store.", nameof(consumer));
    }

    private static void ThrowIf(string? fault)
    {
        if (fault is not null) throw new OutboxFaultException($"The store is out of order: {fault}");
    }
}
