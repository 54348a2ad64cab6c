using System.Collections.ObjectModel;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Scanning;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>One physical bus, ready to be polled.</summary>
/// <param name="Client">What its Modbus devices share; null on I2C and GPIO.</param>
/// <param name="Blocks">Reading blocks its thread (a serial line, a chip): it gets one of its own.</param>
internal sealed record Bus(string Name, IReadOnlyList<PolledDevice> Devices, IModbusClient? Client, bool Blocks) : IAsyncDisposable
{
    /// <summary>The longest time that one poll of a healthy bus may take, its time-outs included; the watchdog allows so much.</summary>
    public required TimeSpan LongestPoll { get; init; }

    /// <summary>What may be written on it, by the operation's id; none unless outputs are armed.</summary>
    public IReadOnlyDictionary<string, IOutput> Outputs { get; init; } = ReadOnlyDictionary<string, IOutput>.Empty;

    /// <summary>Its Modbus client as a guest gets it, in a turn on the bus; null on I2C and GPIO.</summary>
    public ModbusAccess? ForGuests { get; init; }

    public async ValueTask DisposeAsync()
    {
        foreach (IOutput output in Outputs.Values)
            await output.DisposeAsync().ConfigureAwait(false);
        foreach (PolledDevice device in Devices)
        {
            if (device.Source is IAsyncDisposable source)
                await source.DisposeAsync().ConfigureAwait(false);
        }

        if (Client is not null)
            await Client.DisposeAsync().ConfigureAwait(false);
    }
}
