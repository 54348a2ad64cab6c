using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>One physical bus, ready to be polled.</summary>
/// <param name="Client">What its Modbus devices share; null on I2C and GPIO.</param>
internal sealed record Bus(string Name, IReadOnlyList<PolledDevice> Devices, IModbusClient? Client) : IAsyncDisposable
{
    /// <summary>True where reading blocks a thread: a serial line, a chip.</summary>
    public bool Blocks => Client is null or ModbusRtuClient;

    public async ValueTask DisposeAsync()
    {
        foreach (PolledDevice device in Devices)
        {
            if (device.Source is IAsyncDisposable source)
                await source.DisposeAsync().ConfigureAwait(false);
        }

        if (Client is not null)
            await Client.DisposeAsync().ConfigureAwait(false);
    }
}
