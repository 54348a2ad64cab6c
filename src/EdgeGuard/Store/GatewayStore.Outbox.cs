using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <content>The outbox.</content>
internal sealed partial class GatewayStore
{
    /// <inheritdoc/>
    /// <remarks>
    /// Telemetry of a batch goes to its own database, before the rest. When only the rest cannot be kept, the telemetry is
    /// remembered, and appending the same list of messages again does not repeat it.
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
            Cover(batch.Messages);
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
        if (!_gate.TryEnter(PeekPatience)) throw new OutboxFaultException("The store is busy with the disk.");
        try
        {
            ThrowIf(lane == Lane.Alarm ? _alarms.Fault : _telemetry.Fault);
            return lane == Lane.Alarm ? _alarms.Peek(consumer, max) : OfTelemetry(segments => segments.Peek(consumer, max));
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
    }

    public void Settle(string consumer, IReadOnlyList<Settlement> settlements)
    {
        Check(consumer);
        if (settlements.Count == 0) return;
        _ = Locked<object?>(() =>
        {
            List<Settlement> alarms = [.. settlements.Where(s => !s.Again && _alarms.Counters.Lane.Streams.ContainsKey(s.Stream))];
            List<Settlement> telemetry = [.. settlements.Where(s => !s.Again && _telemetry.Ledger.Streams.ContainsKey(s.Stream))];
            List<DeadLetter> rejected = telemetry.Count > 0 ? OfTelemetry(lane => lane.Rejected(consumer, telemetry)) : [];
            if (alarms.Count > 0 || rejected.Count > 0) _alarms.Settle(consumer, alarms, rejected);
            if (telemetry.Count > 0) _ = OfTelemetry(lane => lane.Settle(consumer, telemetry));
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

    private IReadOnlyList<OutboxMessage> AppendTelemetry(IReadOnlyList<MessageDraft> drafts)
    {
        if (_halfKept is { } half && ReferenceEquals(half.Drafts, drafts)) return half.Messages;
        List<MessageDraft> telemetry = [.. drafts.Where(static draft => draft.Lane == Lane.Telemetry)];
        if (telemetry.Count == 0) return [];
        ThrowIf(_telemetry.Fault);
        IReadOnlyList<OutboxMessage> kept = _telemetry.Append(Epoch, telemetry, _config.BudgetBytes - _alarms.Bytes);
        _halfKept = (drafts, kept);
        return kept;
    }

    /// <summary>A damaged older segment costs its own messages, counted as dropped, and nothing else.</summary>
    private T OfTelemetry<T>(Func<TelemetrySegments, T> ask)
    {
        while (true)
        {
            try
            {
                return ask(_telemetry);
            }
            catch (InvalidDataException e)
            {
                Report(_telemetry.GiveUpDamaged(e.Message));
                Refresh();
            }
        }
    }

    private static List<OutboxMessage> Merge(
        IReadOnlyList<MessageDraft> drafts, IReadOnlyList<OutboxMessage> alarms, IReadOnlyList<OutboxMessage> telemetry)
    {
        (int alarm, int other) = (0, 0);
        return [.. drafts.Select(draft => draft.Lane == Lane.Alarm ? alarms[alarm++] : telemetry[other++])];
    }

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
        LaneLedger telemetry = _telemetry.Ledger;
        bool broken = _alarms.Fault is not null || _telemetry.Fault is not null;
        string? fault = _alarms.Fault ?? _telemetry.Fault ?? _telemetry.RoomFault;
        long bytes = !broken ? _alarms.Bytes + _telemetry.Bytes : _health.Stats.Bytes;
        _health.End(new OutboxStats(alarms.Pending, telemetry.Pending, telemetry.Dropped, _alarms.Counters.DeadLetters, bytes, fault));
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
