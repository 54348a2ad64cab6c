using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// Tells which buses are down and how many of them lost a device at once (domain: sections 4.1, rule 7, and 4.7). It tells what
/// is so, not what is proven: the delays of the rules prove it, and consequences wait for them meanwhile. Devices that are
/// worked on do not count.
/// </summary>
internal sealed class BusWatch(GatewayModel model, FaultMonitor[] silence)
{
    /// <summary>Devices lost within this time of each other were lost by one cause.</summary>
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(10);

    /// <summary>1 when every device of the bus fails, 0 when one answers; null as long as neither is known.</summary>
    public double? IsDown(BusModel bus, IReadOnlyList<MaintenanceWindow> windows)
    {
        bool failing = false;
        bool known = true;
        foreach (int device in bus.Devices)
        {
            if (IsWorkedOn(device, windows))
                continue;
            bool? fails = silence[device].IsFailing;
            if (fails == false)
                return 0;
            failing = true;
            known &= fails is not null;
        }

        return !failing ? 0 : known ? 1 : null;
    }

    /// <summary>The largest number of buses that lost a device at once and have not found it again.</summary>
    public Reading Lost(PointId point, IReadOnlyList<MaintenanceWindow> windows, MonotonicTime at)
    {
        int most = 0;
        bool known = true;
        foreach (BusModel bus in model.Buses)
        {
            foreach (int device in bus.Devices)
            {
                known &= !silence[device].MayBeLost;
                if (LostAt(device, windows) is { } from)
                    most = Math.Max(most, LostFrom(from, windows));
            }
        }

        // What was lost before a restart is known to be silent, not since when: that ends nothing.
        return known ? Reading.Good(point, most, at) : Reading.Uncertain(point, most, QualityReason.CommFailure, at);
    }

    private int LostFrom(MonotonicTime from, IReadOnlyList<MaintenanceWindow> windows)
    {
        int buses = 0;
        foreach (BusModel bus in model.Buses)
        {
            foreach (int device in bus.Devices)
            {
                if (LostAt(device, windows) is not { } lost || lost < from || lost.Since(from) > s_atOnce)
                    continue;
                buses++;
                break;
            }
        }

        return buses;
    }

    private MonotonicTime? LostAt(int device, IReadOnlyList<MaintenanceWindow> windows) =>
        silence[device].LostAt is { } lost && !IsWorkedOn(device, windows) ? lost : null;

    private bool IsWorkedOn(int device, IReadOnlyList<MaintenanceWindow> windows)
    {
        for (int i = 0; i < windows.Count; i++)
        {
            if (windows[i].Device == model.Devices[device].Id)
                return true;
        }

        return false;
    }
}
