using System.Device.Gpio;
using System.Device.I2c;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>Contacts behind an <see cref="Mcp23017Driver"/>: the same as those on GPIO lines, but for that every poll reads all lines at once.</summary>
internal sealed class ExpanderContacts : IPointSource, IDisposable
{
    private readonly Mcp23017Driver _driver;

    /// <param name="device">Owned from here on.</param>
    public ExpanderContacts(I2cDevice device, IReadOnlyDictionary<string, ContactConfig> contacts, Func<string, PointId> point, TimeProvider time)
    {
        _driver = new Mcp23017Driver(device);
        Contacts = new Contacts(new GpioController(_driver), contacts, point, time);
    }

    public Contacts Contacts { get; }

    public ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        _driver.Forget();
        return Contacts.ReadAsync(batch, cancellationToken);
    }

    public void Dispose() => Contacts.Dispose();
}
