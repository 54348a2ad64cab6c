using System.Globalization;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>How often the service manager wants to hear of us (sd_watchdog_enabled(3)).</summary>
/// <param name="Period">What it waits before it kills; null: it does not watch.</param>
internal sealed record WatchdogSettings(TimeSpan? Period)
{
    /// <summary>[our default] Without a watching manager stalls are still looked for and logged.</summary>
    private static readonly TimeSpan UnwatchedTurn = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Time between two looks, each with its ping: a quarter of the period. Half is what systemd asks for at least; a quarter finds
    /// a stalled loop sooner, so that it is restarted within two periods of its last step.
    /// </summary>
    public TimeSpan Turn => Period is { } period ? period / 4 : UnwatchedTurn;

    public static WatchdogSettings FromEnvironment() => Parse(
        Environment.GetEnvironmentVariable("WATCHDOG_USEC"),
        Environment.GetEnvironmentVariable("WATCHDOG_PID"),
        Environment.ProcessId);

    /// <param name="usec">$WATCHDOG_USEC, microseconds.</param>
    /// <param name="pid">$WATCHDOG_PID: whom it means. Inherited from a watched parent it means that one, not us.</param>
    public static WatchdogSettings Parse(string? usec, string? pid, int self)
    {
        var forUs = string.IsNullOrEmpty(pid)
            || (int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var meant) && meant == self);
        return forUs && long.TryParse(usec, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            && microseconds is >= 1000 and <= 86_400_000_000
                ? new WatchdogSettings(TimeSpan.FromMicroseconds(microseconds))
                : new WatchdogSettings((TimeSpan?)null);
    }
}
