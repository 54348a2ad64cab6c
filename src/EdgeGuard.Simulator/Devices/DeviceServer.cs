using System.Net;
using EdgeGuard.Modbus;

namespace EdgeGuard.Simulator.Devices;

/// <summary>One device on a loopback port of its own, that can fall silent and come back on the same port.</summary>
internal sealed class DeviceServer(string name, byte unitId, IModbusUnit unit, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<byte, IModbusUnit> _units = new() { [unitId] = unit };
    private ModbusTcpServer? _server;
    private SilentListener? _silence;

    public string Name => name;

    public byte UnitId => unitId;

    public IModbusUnit Unit => unit;

    /// <summary>Valid once started.</summary>
    public IPEndPoint Endpoint { get; private set; } = new(IPAddress.Loopback, 0);

    public void Start() => Listen();

    /// <summary>Connections that are open are closed; those that follow meet the new behaviour.</summary>
    public async Task SetMuteAsync(bool mute, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (mute == _silence is not null)
                return;
            await StopAsync().ConfigureAwait(false);
            if (mute)
                _silence = new SilentListener(Endpoint);
            else
                Listen();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private void Listen()
    {
        _server = new ModbusTcpServer(_units, time);
        Endpoint = _server.Start(Endpoint);
    }

    private async ValueTask StopAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync().ConfigureAwait(false);
        if (_silence is not null)
            await _silence.DisposeAsync().ConfigureAwait(false);
        _server = null;
        _silence = null;
    }
}
