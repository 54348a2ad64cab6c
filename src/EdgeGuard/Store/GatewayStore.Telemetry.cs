using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <content>Telemetry: gathered in memory, kept in chunks.</content>
internal sealed partial class GatewayStore
{
    /// <summary>Numbers marked as given at a time at least; a power cut makes a gap of those that were not, too [our default].</summary>
    private const long LeastBlock = 16;

    /// <summary>Marks of so many messages are worth a commit of their own [our default].</summary>
    private const long ManyMarks = 64;

    /// <summary>The least time between two commits of marks alone [our default].</summary>
    private static readonly TimeSpan MarksPeriod = TimeSpan.FromSeconds(10);

    private long _marksKept;

    /// <summary>About as many numbers as a chunk needs: one write of the file of numbers a chunk.</summary>
    private long _block = LeastBlock;

    /// <summary>Telemetry that is lost and still has to be told; none while the store of telemetry is out of order.</summary>
    public IReadOnlyList<TelemetryGap> Gaps => Locked(() => _telemetry.Fault is null ? (IReadOnlyList<TelemetryGap>)[.. _telemetry.Ledger.Gaps] : []);

    /// <summary>A gap was told for good.</summary>
    public void Forget(TelemetryGap gap) => _ = Locked<object?>(() =>
    {
        ThrowIf(_telemetry.Fault);
        _telemetry.Forget(gap);
        return null;
    });

    /// <summary>Keeps the telemetry that was gathered.</summary>
    /// <exception cref="OutboxFaultException">It cannot be kept now; it stays in memory.</exception>
    public void FlushTelemetry() => _ = Locked<object?>(() =>
    {
        ThrowIf(_telemetry.Fault);
        KeepChunk();
        return null;
    });

    /// <summary>What is to be done from time to time: keeps a chunk or marks whose time has come, and makes room.</summary>
    /// <exception cref="OutboxFaultException">It cannot be kept now; it stays in memory.</exception>
    public void TendTelemetry() => _ = Locked<object?>(() =>
    {
        ThrowIf(_telemetry.Fault);
        if (IsDue) KeepChunk();
        else if (_telemetry.Unwritten >= (_open.IsEmpty ? 1 : ManyMarks) && _time.GetElapsedTime(_marksKept) >= MarksPeriod) KeepMarks();
        else MakeRoom();
        return null;
    });

    private bool IsDue => !_open.IsEmpty && (_open.IsFull || _time.GetElapsedTime(_open.Begun) >= _config.ChunkPeriod);

    private IReadOnlyList<OutboxMessage> AppendTelemetry(IReadOnlyList<MessageDraft> drafts)
    {
        if (_halfKept is { } half && ReferenceEquals(half.Drafts, drafts)) return half.Messages;
        List<MessageDraft> telemetry = [.. drafts.Where(static draft => draft.Lane == Lane.Telemetry)];
        if (telemetry.Count == 0) return [];
        if (_open.Epoch != Epoch && !_open.IsEmpty) KeepChunk();
        _numbers.Cover([KeyValuePair.Create(TelemetryMark, _open.Last + telemetry.Count)], _block);
        long now = _time.GetTimestamp();
        var given = new List<OutboxMessage>(telemetry.Count);
        foreach (MessageDraft draft in telemetry)
        {
            given.Add(_open.Add(Epoch, draft, now));
            if (_open.IsFull) TryKeepChunk();
        }

        _halfKept = (drafts, given);
        if (IsDue) TryKeepChunk();
        return given;
    }

    /// <summary>The messages are in memory and have their numbers: that they cannot be kept now is told by <see cref="Stats"/>.</summary>
    private void TryKeepChunk()
    {
        try
        {
            if (_telemetry.Fault is null) KeepChunk();
        }
        catch (OutboxFaultException e)
        {
            _health.Fail(e.Message);
        }

        if (_open.Relieve() is not { } gap) return;
        if (_lost.Count > 0 && _lost[^1].With(gap) is { } one) _lost[^1] = one;
        else _lost.Add(gap);
    }

    private void KeepChunk()
    {
        if (_open.IsEmpty)
        {
            if (_telemetry.Unwritten > 0) KeepMarks();
            return;
        }

        _telemetry.Keep(_open, _lost);
        _lost.Clear();
        _block = Math.Max(LeastBlock, _open.Last - _open.First + 1);
        _open.Begin(_open.Last + 1);
        _marksKept = _time.GetTimestamp();
        MakeRoom();
    }

    private void KeepMarks()
    {
        _telemetry.KeepMarks();
        _marksKept = _time.GetTimestamp();
    }

    /// <summary>A thirty-second is left for what grows until the next time.</summary>
    private void MakeRoom() => _telemetry.MakeRoom(_config.BudgetBytes - (_config.BudgetBytes / 32) - _alarms.Bytes);

    private (List<(KeptChunk Chunk, long Seq)> Kept, List<OutboxMessage> Open) PeekTelemetry(string consumer, int max)
    {
        List<(KeptChunk Chunk, long Seq)> kept = OfTelemetry(segments => segments.Peek(consumer, max));
        var open = new List<OutboxMessage>();
        SettledSet settled = _telemetry.Ledger.Consumers[consumer];
        for (long seq = settled.NextOpen(_open.First - 1); seq <= _open.Last && kept.Count + open.Count < max; seq = settled.NextOpen(seq))
            open.Add(_open.Message(seq));
        return (kept, open);
    }

    private List<DeadLetter> RejectedTelemetry(string consumer, IReadOnlyList<Settlement> settlements)
    {
        var rejected = new List<DeadLetter>();
        foreach ((long first, long last, string reason) in _telemetry.Rejected(consumer, settlements, _open.Last).ToList())
        {
            for (long seq = first; seq <= last; seq++)
            {
                if (MessageOf(seq) is { } message) rejected.Add(new DeadLetter(consumer, reason, message));
            }
        }

        return rejected;
    }

    private OutboxMessage? MessageOf(long seq)
    {
        if (seq >= _open.First) return _open.Message(seq);
        KeptChunk? chunk = OfTelemetry(segments => segments.AtOrAfter(seq));
        return chunk is not null && chunk.First <= seq ? chunk.Message(seq) : null;
    }

    private void SettleTelemetry(string consumer, IReadOnlyList<Settlement> settlements)
    {
        _telemetry.Settle(consumer, settlements, _open.Last);
        if (_telemetry.Fault is null && _telemetry.Unwritten >= ManyMarks && _time.GetElapsedTime(_marksKept) >= MarksPeriod) KeepMarks();
    }

    /// <summary>A damaged older segment costs its own messages, told as a gap, and nothing else.</summary>
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

    /// <summary>A clean stop leaves no gap: all is kept, and the numbers that were marked only are given by the next run.</summary>
    private void CloseTelemetry()
    {
        try
        {
            if (_telemetry.Fault is not null) return;
            KeepChunk();
            _numbers.Return(TelemetryMark, _open.First - 1);
        }
        catch (OutboxFaultException e)
        {
            // The next run tells what was not kept as a gap.
            _health.Fail(e.Message);
        }
    }
}
