namespace EdgeGuard.Modbus;

/// <summary>
/// Keeps a line that cannot be opened from costing every device on it a whole try: after a failed one, as long passes without
/// another as that one took, and requests meanwhile fail at once. So at most half of the time goes into trying, and a line that
/// is there again is found as soon as a try that fails would have ended.
/// </summary>
internal sealed class Redial(TimeProvider time)
{
    private string? _why;
    private long _failedAt;
    private TimeSpan _rest;

    /// <exception cref="ModbusException">ConnectionFailed: the last try was a moment ago.</exception>
    public void RequireRested(string endpoint)
    {
        if (_why is not null && _rest - time.GetElapsedTime(_failedAt) is { Ticks: > 0 } wait)
        {
            throw ModbusFailure.Open(endpoint, $"{_why} The next try is made in {wait.TotalSeconds:0.0} s.", null);
        }
    }

    /// <summary>For the error of the try that began then.</summary>
    public ModbusException Failed(string endpoint, long began, string why, Exception? cause)
    {
        _why = why;
        _failedAt = time.GetTimestamp();
        _rest = time.GetElapsedTime(began, _failedAt);
        return ModbusFailure.Open(endpoint, why, cause);
    }

    public void Opened() => _why = null;
}
