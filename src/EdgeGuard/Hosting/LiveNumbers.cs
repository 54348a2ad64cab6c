using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Numbers for alarms that cannot be kept. They are of a stream of their own that carries the run's number; that number
/// was made durable before the run began, so none of them can ever come twice. Used by the commit loop alone.
/// </summary>
internal sealed class LiveNumbers(string epoch, uint boot)
{
    private readonly string _stream = $"alarm-live-{boot}";
    private long _last;

    public OutboxMessage Number(MessageDraft draft) => new(epoch, ++_last, draft with { Stream = _stream }, Durable: false);
}
