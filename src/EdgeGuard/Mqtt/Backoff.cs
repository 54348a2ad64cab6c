namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Waits that double from 1 s to a limit, with full jitter: each is a random part of its step.</summary>
/// <param name="random">Uniform in [0, 1).</param>
internal sealed class Backoff(TimeSpan max, Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private TimeSpan _step = First;

    public TimeSpan Next()
    {
        TimeSpan step = _step < max ? _step : max;
        _step = step * 2;
        return step * random();
    }

    public void Reset() => _step = First;
}
