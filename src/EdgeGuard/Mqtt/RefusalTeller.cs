using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Counts what was refused and tells the first few of every ten minutes, so that a flood fills neither journal nor flash card. Any thread.</summary>
internal sealed class RefusalTeller(Action<string?, string, Words> tell, TimeProvider time)
{
    /// <summary>Told one by one in that time at most [our default].</summary>
    private const int Most = 6;

    private static readonly TimeSpan s_span = TimeSpan.FromMinutes(10);
    private readonly Lock _gate = new();
    private long _count;
    private long _begun;
    private int _told = -1;
    private long _untold;

    public long Count => Interlocked.Read(ref _count);

    public void Tell(string? who, string subject, Words why)
    {
        Words text = why;
        lock (_gate)
        {
            Interlocked.Increment(ref _count);
            if (_told < 0 || time.GetElapsedTime(_begun) >= s_span)
            {
                (_begun, _told) = (time.GetTimestamp(), 0);
            }

            if (_told >= Most)
            {
                _untold++;
                return;
            }

            _told++;
            if (_untold > 0)
            {
                text = new($"{why.Zh}（此前另有 {_untold} 条被拒绝）", $"{why.En} ({_untold} more were refused before)");
                _untold = 0;
            }
        }

        tell(who, subject, text);
    }
}
