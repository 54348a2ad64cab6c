using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>Registers that a device refuses: those of a value, or those between two values, that a request reads along.</summary>
/// <param name="part">What is asked to find out whether it still does.</param>
/// <param name="since">When it was found.</param>
/// <param name="wasAnswered">They were answered before: that is a fault, and not how the device is made.</param>
internal sealed class Refusal(PlanBlock part, MonotonicTime since, bool wasAnswered)
{
    /// <summary>After this time the refusal is doubted first [our default]: a device that was still starting says the same.</summary>
    public static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(10);

    /// <summary>The time between two tries grows twofold up to this [our default].</summary>
    public static readonly TimeSpan LongestRetry = TimeSpan.FromDays(1);

    private TimeSpan _pause = FirstRetry;
    private MonotonicTime _due;

    public PlanBlock Part => part;

    public MonotonicTime Since => since;

    public bool WasAnswered => wasAnswered;

    /// <summary>When the device refused it again; null: it was not asked again in this run of the gateway.</summary>
    public MonotonicTime? Tried { get; private set; }

    /// <summary>Of a boundary between two values: it was found that they cannot be read together.</summary>
    public bool IsProven { get; set; } = true;

    public bool IsDue(MonotonicTime now) => _due <= now;

    /// <summary>From now on it is asked when there is time for it.</summary>
    public void Doubt() => _due = default;

    /// <summary>Found, or remembered from an earlier run of the gateway: it is asked again after the first pause.</summary>
    public void Rest(MonotonicTime now) => _due = now + _pause;

    public void Refused(MonotonicTime now)
    {
        Tried = now;
        _due = now + _pause;
        _pause = _pause * 2 < LongestRetry ? _pause * 2 : LongestRetry;
    }
}
