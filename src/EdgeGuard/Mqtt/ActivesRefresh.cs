using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Once per connection, and when the platform asks, after the alarm lane is empty, brings the retained state of every active
/// alarm to the broker again, and clears what was told as active and is not. An alarm of which something was sent since the list
/// was asked for is left out: that is newer.
/// </summary>
internal sealed class ActivesRefresh(Func<IReadOnlyList<OutboxMessage>> actives, LaneWindow window, Signal signal)
{
    private readonly HashSet<string> _newer = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Told> _told = new(StringComparer.Ordinal);
    private AlarmSync? _sync;
    private int? _standing;
    private Task<IReadOnlyList<OutboxMessage>>? _asking;
    private bool _asked;

    public LaneWindow Window { get; } = window;

    /// <summary>A new connection: everything once more.</summary>
    public void Reset()
    {
        Window.RemoveWaiting(_ => true);
        _newer.Clear();
        _asked = false;
        _asking = null;
        _standing = null;
    }

    /// <summary>The platform wants all of it; two at once are one.</summary>
    public void Sync(AlarmSync sync)
    {
        _sync = _sync is { } earlier ? sync with { Done = earlier.Done + sync.Done } : sync;
        Reset();
    }

    /// <summary>An alarm message is about to be sent.</summary>
    public void Sending(OutboxMessage message)
    {
        if (message.Content.ActiveKey is not { } key || IsPast(message))
        {
            return;
        }

        _told[key] = new(message.Content.Stream, message.Seq, message.Content.Ended, message.Durable);
        if (_asked && _newer.Add(key))
        {
            Window.RemoveWaiting(waiting => waiting.Content.ActiveKey == key);
        }
    }

    /// <summary>Something newer of the same alarm was sent before it: the retained state is not to go back.</summary>
    public bool IsPast(OutboxMessage message) =>
        message.Content.ActiveKey is { } key && _told.TryGetValue(key, out Told told) && told.Stream == message.Content.Stream && message.Seq < told.Seq;

    public bool IsOutdated(OutboxMessage message) => message.Content.ActiveKey is { } key && _newer.Contains(key);

    /// <param name="alarmsAreDrained">Every alarm message known of is acknowledged.</param>
    public void Fill(bool alarmsAreDrained)
    {
        if (!_asked && alarmsAreDrained)
        {
            _asked = true;
            _asking = Task.Run(actives);
            _asking.ContinueWith(_ => signal.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        if (_asking is { IsCompleted: true } answer)
        {
            _asking = null;
            Take(answer);
        }

        if (_standing is { } count && Window.Count == 0)
        {
            _standing = null;
            _sync?.Done(count);
            _sync = null;
        }
    }

    private void Take(Task<IReadOnlyList<OutboxMessage>> answer)
    {
        try
        {
            var standing = new HashSet<string>(StringComparer.Ordinal);
            foreach (OutboxMessage message in answer.GetAwaiter().GetResult())
            {
                if (message.Content.ActiveKey is { } key && !IsUnkept(key) && standing.Add(key) && !_newer.Contains(key))
                {
                    Window.Add(message);
                }
            }

            IEnumerable<string> raised = _told.Where(static one => one.Value is { Ended: false, Kept: true }).Select(static one => one.Key);
            foreach (string key in raised.Concat(_sync?.Keys ?? []).Except(standing).Except(_newer).Where(key => !IsUnkept(key)))
            {
                Window.Add(Cleared(key));
            }

            _standing = standing.Count;
        }
        catch (OutboxFaultException)
        {
            // The store cannot be read now; the retained state is then as the broker kept it, until the next connection.
            Window.RemoveWaiting(_ => true);
        }
    }

    /// <summary>What went out last of it could not be kept: the store knows an older state.</summary>
    private bool IsUnkept(string key) => _told.TryGetValue(key, out Told told) && !told.Kept;

    private static OutboxMessage Cleared(string key) => new(
        "", 0, new MessageDraft("alarm", Lane.Alarm, "alarm", default, null, default) { ActiveKey = key, Ended = true }, Durable: false);

    /// <summary>What was told of an alarm last.</summary>
    private readonly record struct Told(string Stream, long Seq, bool Ended, bool Kept);
}
