using System.Device.Gpio;
using System.Device.I2c;
using EdgeGuard.Modbus;
using EdgeGuard.Simulator.Board;
using EdgeGuard.Simulator.Devices;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator;

/// <summary>
/// A telecom equipment room that exists only in memory: its physics step with the given time, its devices answer on real Modbus TCP sockets,
/// its chips and contacts through System.Device.Gpio. Commands are thread-safe and felt at once by contacts, voltages and states;
/// temperatures follow as heat flows.
/// </summary>
public sealed class VirtualRoom : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _step;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Model, DeviceServer Server)> _devices = [];
    private readonly CancellationTokenSource _stop = new();
    private RoomState _state;
    private long _steps;
    private Task _stepping = Task.CompletedTask;

    /// <param name="time">Room time; one that runs faster makes the room faster. Sockets stay in real time.</param>
    /// <param name="options">How the room starts.</param>
    public VirtualRoom(TimeProvider time, RoomOptions options)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Step, TimeSpan.Zero);
        (_time, _step) = (time, options.Step);
        _state = RoomState.Start(options.Inputs, options.StartHour, options.Temperature);
        Board = new VirtualBoard(() => State, time);
        Board.Update();
        Func<RoomState> room = () => State;
        Add("ups", "Huawei UPS2000", HuaweiUps2000.DefaultUnit, new HuaweiUps2000(room));
        Add("rectifier", "Alpha Cordex CXC HP", CordexCxcHp.DefaultUnit, new CordexCxcHp(room, options.Cordex));
        Add("ac1", "APC InRow SC", ApcInRowSc.DefaultUnit, new ApcInRowSc(room, 1));
        Add("ac2", "APC InRow SC", ApcInRowSc.DefaultUnit, new ApcInRowSc(room, 2));
        Add("meter", "Eastron SDM630", EastronSdm630.DefaultUnit, new EastronSdm630(room));
        Add("climate", "XY-MD02", XyMd02.DefaultUnit, new XyMd02(room));
    }

    /// <summary>The truth, to compare with what the gateway says of it. Immutable.</summary>
    public RoomState State => Volatile.Read(ref _state);

    /// <summary>Chips and contacts.</summary>
    public VirtualBoard Board { get; }

    /// <summary>Device name to where it answers; valid once started.</summary>
    public IReadOnlyDictionary<string, DeviceEndpoint> Endpoints { get; private set; } = new Dictionary<string, DeviceEndpoint>();

    /// <summary>Opens the devices' ports (free ones, loopback only) and lets time run. Once.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">A port cannot be opened.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach ((_, DeviceServer server) in _devices.Values)
            server.Start();
        Endpoints = _devices.ToDictionary(
            d => d.Key, d => new DeviceEndpoint(d.Key, d.Value.Model, d.Value.Server.Endpoint, d.Value.Server.UnitId));
        _stepping = StepAsync();
        return Task.CompletedTask;
    }

    public I2cDevice OpenI2c(int adapter, int address) => Board.OpenI2c(adapter, address);

    public GpioController OpenGpio() => Board.OpenGpio();

    public void FailAirConditioner(int number) => SetAirConditioner(number, failed: true);

    public void RepairAirConditioner(int number) => SetAirConditioner(number, failed: false);

    public void FailMains() => Change(static i => i with { Mains = false });

    public void RestoreMains() => Change(static i => i with { Mains = true });

    public void Smoke(bool present) => Change(i => i with { Smoke = present });

    public void Water(bool present) => Change(i => i with { Water = present });

    public void Door(bool open) => Change(i => i with { DoorOpen = open });

    /// <summary>W on the -48 V bus.</summary>
    public void SetDcLoad(double watts) => Change(i => i with { DcLoad = NotNegative(watts) });

    /// <summary>W behind the UPS, rated 2400.</summary>
    public void SetUpsLoad(double watts) => Change(i => i with { UpsLoad = NotNegative(watts) });

    /// <summary>W of heat beside that of the equipment.</summary>
    public void SetHeatLoad(double watts) => Change(i => i with { ExtraHeat = NotNegative(watts) });

    /// <summary>Rectifier modules that are out, 0-4.</summary>
    public void FailRectifiers(int count) => Change(i => i with { FailedRectifiers = Math.Clamp(count, 0, DcPlantState.Modules) });

    public void BreakWire(string contact) => Board.BreakWire(contact);

    public void MendWire(string contact) => Board.MendWire(contact);

    /// <summary>A mute device accepts connections and never answers.</summary>
    /// <exception cref="ArgumentException">There is no such device.</exception>
    public Task SetDeviceMuteAsync(string name, bool mute, CancellationToken cancellationToken) =>
        _devices.TryGetValue(name, out var device)
            ? device.Server.SetMuteAsync(mute, cancellationToken)
            : throw new ArgumentException($"There is no device \"{name}\"; there are {string.Join(", ", _devices.Keys)}.", nameof(name));

    /// <summary>Moves room time on by whole steps, without a clock: for tests and drills. Not while started.</summary>
    public void Advance(TimeSpan roomTime)
    {
        for (long left = roomTime.Ticks / _step.Ticks; left > 0; left--)
            StepOnce();
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _stepping.ConfigureAwait(false);
        foreach ((_, DeviceServer server) in _devices.Values)
            await server.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private static double NotNegative(double watts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(watts);
        return watts;
    }

    private void Add(string name, string model, byte unitId, IModbusUnit unit) =>
        _devices.Add(name, (model, new DeviceServer(name, unitId, unit, TimeProvider.System)));

    private void SetAirConditioner(int number, bool failed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 2);
        Change(i => number == 1 ? i with { AirConditioner1Failed = failed } : i with { AirConditioner2Failed = failed });
    }

    private void Change(Func<RoomInputs, RoomInputs> change) => Apply(state => state.Step(change(state.Inputs), 0));

    private void StepOnce() => Apply(state => state.Step(state.Inputs, _step.TotalSeconds));

    private void Apply(Func<RoomState, RoomState> next)
    {
        lock (_gate)
            Volatile.Write(ref _state, next(_state));
        Board.Update();
    }

    /// <summary>As many steps as time has passed: a late tick is made up, so that the room never depends on how the machine was loaded.</summary>
    private async Task StepAsync()
    {
        long started = _time.GetTimestamp();
        using var timer = new PeriodicTimer(_step, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                long due = _time.GetElapsedTime(started).Ticks / _step.Ticks;
                for (; _steps < due; _steps++)
                    StepOnce();
            }
        }
        catch (OperationCanceledException)
        {
            // The room is being closed.
        }
    }
}
