using System.Globalization;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Where the machine is in its own life. Two marks of one boot tell how much time lay between them although the gateway was
/// not running and no clock was set.
/// </summary>
/// <param name="BootId">The kernel's random id of this boot of the machine.</param>
internal sealed record OsUptime(string BootId, TimeSpan Up)
{
    /// <summary>Null where the kernel does not tell.</summary>
    public static OsUptime? Read()
    {
        const string bootId = "/proc/sys/kernel/random/boot_id";
        const string uptime = "/proc/uptime";
        if (!File.Exists(bootId) || !File.Exists(uptime))
            return null;
        string first = File.ReadAllText(uptime).Split(' ')[0];
        return double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            ? new OsUptime(File.ReadAllText(bootId).Trim(), TimeSpan.FromSeconds(seconds))
            : null;
    }

    /// <summary>Time since <paramref name="earlier"/>; null when that was another boot of the machine.</summary>
    public TimeSpan? Since(OsUptime earlier) => earlier.BootId == BootId ? Up - earlier.Up : null;
}
