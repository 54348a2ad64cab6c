using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Modbus;
using EdgeGuard.Gateway.Sensors;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Makes the sources of the configured devices, grouped by the physical bus they share.</summary>
/// <param name="roomTime">The time of the room: contacts and chips live in it.</param>
/// <param name="realTime">Sockets and serial lines are real, also when the room's time is scaled.</param>
internal sealed class BusBuilder(IBoard board, Hardware hardware, TimeProvider roomTime, TimeProvider realTime)
{
    /// <summary>
    /// Answer times beyond one for each request: a device is given up at the first request without an answer, and on a serial
    /// line the wait for silence before it may cost five times as much.
    /// </summary>
    private const int Extra = 6;

    /// <summary>The longest request and answer on a serial line, in bytes.</summary>
    private const int LongestExchange = 2 * 256;

    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_defaultTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The buses by name, each with its devices in the order of the configuration.</summary>
    public IReadOnlyList<Bus> Build(GatewayConfig gateway, IEnumerable<DeviceConfig> devices, GatewayModel model)
    {
        Dictionary<string, DeviceModel> models = model.Devices.ToDictionary(d => d.Id, StringComparer.Ordinal);
        return
        [
            .. devices
                .Select(d => (Device: d, Bus: DeviceBus.Of(d, gateway)!))
                .GroupBy(d => d.Bus.Key, StringComparer.Ordinal)
                .Select(group => MakeBus(group.First().Bus, [.. group.Select(d => d.Device)], models, model.Points)),
        ];
    }

    private Bus MakeBus(DeviceBus bus, IReadOnlyList<DeviceConfig> devices, Dictionary<string, DeviceModel> models, PointTable points)
    {
        IModbusClient? client = DeviceBus.IsModbus(bus.Config.Kind) ? MakeClient(bus.Config, devices) : null;
        List<PolledDevice> polled = [.. devices.Select(d => new PolledDevice(models[d.Id], MakeSource(d, bus.Config, client, models[d.Id], points)))];
        bool blocks = bus.Config.Kind is BusKind.ModbusRtu or BusKind.I2c or BusKind.Gpio or BusKind.OneWire;
        TimeSpan longest = client is null ? s_defaultTimeout * Extra : devices.Max(d => LongestOf(d, bus.Config));
        return new Bus(bus.Key, polled, client, blocks) { LongestPoll = s_connectTimeout + longest };
    }

    /// <summary>A slow device may take its whole answer time for every request, and is well.</summary>
    private TimeSpan LongestOf(DeviceConfig device, BusConfig bus)
    {
        ModbusUnitTiming timing = TimingOf(device);
        TimeSpan wire = bus.Kind == BusKind.ModbusTcp ? TimeSpan.Zero : TimeSpan.FromSeconds(11.0 * LongestExchange / bus.Baud);
        int requests = ReadPlan.Build(hardware.Profile(device.Profile!)!, device.Variant).Blocks.Count;
        return (timing.AnswerTimeout + timing.Gap + wire) * (requests + Extra);
    }

    private IPointSource MakeSource(DeviceConfig device, BusConfig bus, IModbusClient? client, DeviceModel model, PointTable points)
    {
        if (client is not null)
            return new ModbusSource(client, UnitOf(device), hardware.Kind(device.Profile!, device.Variant).Plan, model.Points);

        PointId Find(string name) =>
            points.TryFind($"{device.Id}.{name}", out PointInfo? point) ? point.Id : throw new ArgumentException($"{device.Id} has no point {name}.");

        if (bus.Kind == BusKind.Gpio)
            return new OpeningSource(() => MakeOnLines(DeviceSpecs.SensorOf(device), device, bus, Find));
        if (bus.Kind == BusKind.OneWire)
            return new Ds18b20(() => board.ReadOneWire(device.Rom!), Find("temperature"));
        SensorModel sensor = DeviceSpecs.SensorOf(device);
        return new OpeningSource(() => MakeChip(sensor, device, bus, Find));
    }

    private IPointSource MakeOnLines(SensorModel sensor, DeviceConfig device, BusConfig bus, Func<string, PointId> find) =>
        sensor.CreateOnLine is { } create
            ? create(board.OpenGpio(bus.Chip), device, find, roomTime)
            : new Contacts(board.OpenGpio(bus.Chip), device.Contacts, find, roomTime);

    private IPointSource MakeChip(SensorModel sensor, DeviceConfig device, BusConfig bus, Func<string, PointId> find)
    {
        int adapter = bus.Adapter ?? 1, address = device.Address ?? sensor.Addresses[0];
        return sensor.Create is null
            ? new ExpanderContacts(board.OpenI2c(adapter, address), device.Contacts, find, roomTime)
            : sensor.Create(board.OpenI2c(adapter, address), device, find, roomTime);
    }

    private IModbusClient MakeClient(BusConfig bus, IReadOnlyList<DeviceConfig> devices)
    {
        Dictionary<byte, ModbusUnitTiming> units = [];
        foreach (DeviceConfig device in devices)
            units[UnitOf(device)] = TimingOf(device);
        ModbusUnitTiming timing = units.Values.First();
        if (bus.Kind == BusKind.ModbusTcp)
            return ModbusClients.Tcp(bus.Host!, bus.Port, new ModbusClientOptions { Timing = timing, Units = units }, realTime);

        var options = new ModbusRtuOptions { Timing = timing, Units = units, Baud = bus.Baud };
        return bus.Kind == BusKind.ModbusRtu
            ? ModbusClients.Rtu(bus.Path!, _ => ValueTask.FromResult(board.OpenSerial(bus)), Blocking(options), realTime)
            : ModbusClients.Rtu($"{bus.Host}:{bus.Port}", new RtuOverTcp(bus.Host!, bus.Port).OpenAsync, options, realTime);
    }

    /// <summary>A serial port is read on its bus's own thread, so its pauses stay there too.</summary>
    private static ModbusRtuOptions Blocking(ModbusRtuOptions options) => options with
    {
        HasPendingInput = static stream => stream is SerialPortStream { HasPendingInput: true },
        Pause = static (span, token) =>
        {
            token.WaitHandle.WaitOne(span);
            token.ThrowIfCancellationRequested();
            return default;
        },
    };

    private byte UnitOf(DeviceConfig device) => (byte)(device.Unit ?? hardware.Profile(device.Profile!)!.Defaults.Unit ?? 1);

    private ModbusUnitTiming TimingOf(DeviceConfig device)
    {
        ProfileDefaults defaults = hardware.Profile(device.Profile!)!.Defaults;
        return new ModbusUnitTiming(device.Timeout ?? defaults.Timeout ?? s_defaultTimeout, defaults.InterFrameGap ?? TimeSpan.Zero);
    }
}
