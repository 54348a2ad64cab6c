using System.Device.Gpio;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>One contact of <see cref="Contacts"/>: its line, its points and its debouncer.</summary>
/// <param name="changes">The point that counts its changes; null: nobody wants to know.</param>
internal sealed class ContactLine(PointId point, PointId? changes, ContactConfig config)
{
    public PointId Point { get; } = point;

    public PointId? Changes { get; } = changes;

    public RecentChanges Recent { get; } = new();

    public int Number { get; } = config.Line;

    public ContactDebouncer Debouncer { get; } = new(config.Debounce);

    /// <summary>Counts edges, so that a sample that an edge overtook is known and dropped.</summary>
    public int Edges { get; set; }

    public PinMode Mode { get; } = config.Pull switch
    {
        ContactPull.Up => PinMode.InputPullUp,
        ContactPull.Down => PinMode.InputPullDown,
        _ => PinMode.Input,
    };

    /// <summary>1 in alarm, 0 at rest. A contact switches to ground, but to the supply where the line is pulled down.</summary>
    public double Value(bool high)
    {
        bool closed = config.Pull == ContactPull.Down ? high : !high;
        return closed == (config.Rest == ContactRest.Closed) ? 0 : 1;
    }
}
