using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Once per connection, after the alarm lane is empty, brings the retained state of every active alarm to the broker
/// again. An alarm of which something was sent since the list was asked for is left out: that is newer.
/// </summary>
internal sealed class ActivesRefresh(Func<IReadOnlyList<OutboxMessage>> actives, LaneWindow window, Signal signal)
{
    private readonly HashSet<string> _newer = new(StringComparer.Ordinal);
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
    }

    /// <summary>An alarm message is about to be sent.</summary>
    public void Sending(OutboxMessage message)
    {
        if (_asked && message.Content.ActiveKey is { } key && _newer.Add(key))
        {
            Window.RemoveWaiting(waiting => waiting.Content.ActiveKey == key);
        }
    }

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
    }

    private void Take(Task<IReadOnlyList<OutboxMessage>> answer)
    {
        try
        {
            foreach (OutboxMessage message in answer.GetAwaiter().GetResult())
            {
                if (message.Content.ActiveKey is not null && !IsOutdated(message))
                {
                    Window.Add(message);
                }
            }
        }
        catch (OutboxFaultException)
        {
            // The store cannot be read now; the retained state is then as the broker kept it, until the next connection.
            Window.RemoveWaiting(_ => true);
        }
    }
}
