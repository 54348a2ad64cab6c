using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Tells the service manager how the daemon is (sd_notify(3)); does nothing where $NOTIFY_SOCKET is not set.
/// <para>
/// This takes the place of <c>UseSystemd()</c>: that lifetime says READY when the host has started, which is before the first poll, and
/// only where it believes itself to be a direct child of systemd. Only its sender is used. The order of a run:
/// <see cref="ExtendTimeout"/> as long as opening the store takes, <see cref="Ready"/> after <see cref="FirstPolls"/>,
/// <see cref="Alive"/> from <see cref="WatchdogLoop"/>, <see cref="Stopping"/> first thing at SIGTERM.
/// </para>
/// </summary>
internal sealed partial class ServiceNotifier(ISystemdNotifier sender, ILogger<ServiceNotifier> logger)
{
    private readonly Lock _gate = new();
    private string _status = "";

    public bool IsEnabled => sender.IsEnabled;

    public void Ready() => Send(ServiceState.Ready);

    public void Stopping() => Send(ServiceState.Stopping);

    public void Alive() => Send(new ServiceState("WATCHDOG=1"));

    /// <summary>One line for <c>systemctl status</c>; said again only when it changes.</summary>
    public void Status(string line)
    {
        // A line feed would begin another assignment.
        var text = line.ReplaceLineEndings(" ");
        lock (_gate)
        {
            if (text == _status)
            {
                return;
            }

            _status = text;
        }

        Send(new ServiceState("STATUS=" + text));
    }

    /// <summary>Start or stop may last this much longer, counted from now; to be said again before it is over.</summary>
    public void ExtendTimeout(TimeSpan by) => Send(new ServiceState(
        "EXTEND_TIMEOUT_USEC=" + ((long)by.TotalMicroseconds).ToString(CultureInfo.InvariantCulture)));

    private void Send(ServiceState state)
    {
        try
        {
            sender.Notify(state);
        }
        catch (SocketException e)
        {
            // The manager is being re-executed, or gone. Judging goes on; if it stays away, its watchdog is gone with it.
            LogNotSent(logger, state.ToString(), e.SocketErrorCode);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The service manager could not be told {State}: {Error}")]
    private static partial void LogNotSent(ILogger logger, string state, SocketError error);
}
