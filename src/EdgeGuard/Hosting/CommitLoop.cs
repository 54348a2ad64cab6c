using System.Threading.Channels;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Keeps what the pipeline says, on a loop of its own: a slow, full or hanging disk never holds up a poll or a judgement.
/// While nothing can be kept, alarms go out live under numbers of this run's own stream, and the states are kept as soon
/// as the disk is back.
/// </summary>
internal sealed class CommitLoop : IDisposable
{
    /// <summary>A commit takes milliseconds; after this long the disk counts as not answering [our default].</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly Channel<Func<CancellationToken, Task>> _queue = Channel.CreateUnbounded<Func<CancellationToken, Task>>();
    private readonly IOutbox _outbox;
    private readonly Func<bool> _reopen;
    private readonly LiveNumbers _numbers;
    private readonly Action<IReadOnlyList<OutboxMessage>> _committed;
    private readonly Action<OutboxMessage> _sendLive;
    private readonly TimeProvider _time;
    private readonly ITimer _retry;
    private readonly UnkeptState _unkept = new();
    private Task? _hanging;
    private CommitBatch? _late;
    private volatile string? _fault;

    /// <param name="reopen">Opens a faulted store anew; false while it still cannot be.</param>
    /// <param name="committed">What was just kept, under its numbers, and waits to be sent.</param>
    /// <param name="sendLive">Sends an alarm that could not be kept.</param>
    /// <param name="time">Real time, also when the room's time is scaled: a disk is a real disk.</param>
    public CommitLoop(
        IOutbox outbox,
        Func<bool> reopen,
        LiveNumbers numbers,
        Action<IReadOnlyList<OutboxMessage>> committed,
        Action<OutboxMessage> sendLive,
        TimeProvider time)
    {
        _outbox = outbox;
        _reopen = reopen;
        _numbers = numbers;
        _committed = committed;
        _sendLive = sendLive;
        _time = time;
        _retry = time.CreateTimer(_ => _queue.Writer.TryWrite(RecoverAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Why nothing is kept at present; null when all is well.</summary>
    public string? Fault => _fault;

    /// <summary>Telemetry messages of this run that could not be kept.</summary>
    public long LostTelemetry => _unkept.LostTelemetry;

    /// <summary>Alarms and telemetry are kept apart, alarms first: neither waits for, nor fails with, the other.</summary>
    public void Post(CommitBatch batch)
    {
        MessageDraft[] telemetry = [.. batch.Messages.Where(m => m.Lane == Lane.Telemetry)];
        CommitBatch alarms = telemetry.Length == 0
            ? batch
            : batch with { Messages = [.. batch.Messages.Where(m => m.Lane != Lane.Telemetry)] };
        if (alarms.States.Count + alarms.Messages.Count + alarms.Journal.Count > 0)
            _queue.Writer.TryWrite(token => KeepAsync(alarms, token));
        if (telemetry.Length > 0)
            _queue.Writer.TryWrite(token => KeepAsync(new CommitBatch([], telemetry, []), token));
    }

    /// <summary>Something else to do with the store, in its turn; skipped while nothing can be kept.</summary>
    public void Post(Action job) => _queue.Writer.TryWrite(async token =>
    {
        if (_fault is null)
            await TryAsync(job, token).ConfigureAwait(false);
    });

    /// <summary>No more will be posted; <see cref="RunAsync"/> ends after what was.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (Func<CancellationToken, Task> work in _queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            await work(cancellationToken).ConfigureAwait(false);
        await RecoverAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deals with everything that was posted.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        while (_queue.Reader.TryRead(out Func<CancellationToken, Task>? work))
            await work(cancellationToken).ConfigureAwait(false);
    }

    private async Task KeepAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        // Telemetry is gathered in memory also while nothing can be kept.
        bool gathers = _hanging is not { IsCompleted: false } && batch.Messages.Count > 0 && batch.Messages.All(static m => m.Lane == Lane.Telemetry);
        if (_fault is not null && !gathers)
        {
            GoLive(batch);
            return;
        }

        if (await TryAppendAsync(batch, cancellationToken).ConfigureAwait(false) is { } kept)
            _committed(kept);
        else
            GoLive(batch);
    }

    private void GoLive(CommitBatch batch)
    {
        _unkept.Add(batch);
        foreach (MessageDraft draft in batch.Messages)
        {
            if (draft.Lane == Lane.Alarm)
                _sendLive(_numbers.Number(draft));
        }
    }

    private async Task<IReadOnlyList<OutboxMessage>?> TryAppendAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        IReadOnlyList<OutboxMessage> kept = [];
        int state = 0;
        bool done = await TryAsync(
            () =>
            {
                kept = _outbox.Append(batch);
                // It came back after all, too late: its alarms have gone out live and are not sent again.
                if (Interlocked.Exchange(ref state, 1) != 2)
                    return;
                Volatile.Write(ref _late, batch);
                Forget(kept);
            },
            cancellationToken).ConfigureAwait(false);
        return done || Interlocked.Exchange(ref state, 2) == 1 ? kept : null;
    }

    /// <summary>What has gone out live is not sent again; telemetry has not.</summary>
    private void Forget(IReadOnlyList<OutboxMessage> messages)
    {
        Settlement[] sent = [.. messages.Where(static m => m.Content.Lane == Lane.Alarm).Select(static m => new Settlement(m.Content.Stream, new SeqRange(m.Seq, m.Seq)))];
        if (sent.Length > 0)
            _outbox.Settle(PublishConsumer, sent);
    }

    /// <summary>Name under which the publish loop takes from the outbox.</summary>
    public const string PublishConsumer = "mqtt";

    /// <summary>Does something with the disk, away from this loop; false when it failed or does not come back in time.</summary>
    private async Task<bool> TryAsync(Action action, CancellationToken cancellationToken)
    {
        Task task = Task.Run(action, cancellationToken);
        try
        {
            await task.WaitAsync(s_patience, _time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OutboxFaultException e)
        {
            Fail(e.Message);
            return false;
        }
        catch (TimeoutException)
        {
            _hanging = task;
            Fail($"The disk has not answered for {s_patience.TotalSeconds:0} s.");
            return false;
        }
    }

    private void Fail(string fault)
    {
        _fault = fault;
        _retry.Change(s_patience, s_patience);
    }

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        if (_fault is null || _hanging is { IsCompleted: false })
            return;
        _hanging = null;
        if (Interlocked.Exchange(ref _late, null) is { } late)
            _unkept.Kept(late);
        bool open = false;
        bool reopened = await TryAsync(() => open = _reopen(), cancellationToken).ConfigureAwait(false);
        if (!reopened || !open)
            return;
        CommitBatch unkept = _unkept.ToBatch();
        if (!await TryAsync(() => Forget(_outbox.Append(unkept)), cancellationToken).ConfigureAwait(false))
            return;
        _unkept.Clear();
        _fault = null;
        _retry.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _retry.Dispose();
}
