using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Modbus;
using EdgeGuard.Gateway.Scanning;
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

    /// <summary>What earlier runs learnt of the devices, and where what this one learns goes.</summary>
    public DeviceMemories Memories { get; init; } = new([]);

    /// <summary>Requests that learning may add to one poll.</summary>
    public int ExtraRequests { get; init; } = ModbusSourceOptions.DefaultExtra;

    /// <summary>Told, by device, of what people should find in the journal.</summary>
    public Action<string, Words> Tell { get; init; } = static (_, _) => { };

    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(3);

    /// <summary>A serial server that lets one connection in may keep that of a gateway which is gone, and this one in silence. Our default.</summary>
    private static readonly TimeSpan s_reopenAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_defaultTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The buses by name, each with its devices in the order of the configuration.</summary>
    public IReadOnlyList<Bus> Build(GatewayConfig gateway, IEnumerable<DeviceConfig> devices, GatewayModel model)
    {
        Dictionary<string, DeviceModel> models = model.Devices.ToDictionary(d => d.Id, StringComparer.Ordinal);
        // Unarmed, there is nothing on a bus that could write.
        ILookup<string, OperationConfig> operations = (gateway.Outputs is { Armed: true } outputs ? outputs.Operations : [])
            .ToLookup(o => DeviceBus.Of(o.Bus, gateway)!.Key, StringComparer.Ordinal);
        IEnumerable<(DeviceBus Bus, DeviceConfig? Device)> all =
        [
            .. devices.Select(d => (DeviceBus.Of(d, gateway)!, (DeviceConfig?)d)),
            .. operations.Select(o => (DeviceBus.Of(o.First().Bus, gateway)!, (DeviceConfig?)null)),
        ];
        return
        [
            .. all
                .GroupBy(d => d.Bus.Key, StringComparer.Ordinal)
                .Select(group => MakeBus(group.First().Bus, [.. group.Select(d => d.Device).OfType<DeviceConfig>()], [.. operations[group.Key]], models, model)),
        ];
    }

    private Bus MakeBus(
        DeviceBus bus, IReadOnlyList<DeviceConfig> devices, IReadOnlyList<OperationConfig> operations, Dictionary<string, DeviceModel> models, GatewayModel model)
    {
        ModbusAccess? access = DeviceBus.IsModbus(bus.Config.Kind) ? MakeClient(bus.Config, devices, allowWrites: operations.Count > 0) : null;
        IModbusClient? client = access?.Client;
        List<PolledDevice> polled = [.. devices.Select(d => MakeDevice(d, bus, client, models[d.Id], model))];
        bool blocks = bus.Config.Kind is BusKind.ModbusRtu or BusKind.I2c or BusKind.Gpio or BusKind.OneWire;
        TimeSpan longest = client is null || devices.Count == 0 ? s_defaultTimeout * Extra : devices.Max(d => LongestOf(d, bus.Config));
        return new Bus(bus.Key, polled, client, blocks)
        {
            LongestPoll = s_connectTimeout + (client is null ? TimeSpan.Zero : PauseOf(devices)) + longest,
            ForGuests = access,
            Outputs = operations.Count > 0
                ? operations.ToDictionary(o => o.Id, o => MakeOutput(o, bus.Config, client), StringComparer.Ordinal)
                : ReadOnlyDictionary<string, IOutput>.Empty,
        };
    }

    private IOutput MakeOutput(OperationConfig operation, BusConfig bus, IModbusClient? client) => client is null
        ? new GpioOutput(() => board.OpenGpio(bus.Chip), operation.Line!.Value, operation.ActiveLow, operation.Rest)
        : new ModbusOutput(client, (byte)operation.Unit!.Value, operation.Coil is not null, (ushort)(operation.Coil ?? operation.Register)!.Value);

    /// <summary>A slow device may take its whole answer time for every request, and is well.</summary>
    private TimeSpan LongestOf(DeviceConfig device, BusConfig bus)
    {
        ModbusUnitTiming timing = TimingOf(device);
        TimeSpan wire = bus.Kind == BusKind.ModbusTcp ? TimeSpan.Zero : TimeSpan.FromSeconds(11.0 * LongestExchange / bus.Baud);
        int requests = hardware.Kind(device.Profile!, device.Variant).Plan.Blocks.Count;
        return (timing.AnswerTimeout + timing.Gap + wire) * (requests + Extra + ExtraRequests);
    }

    private PolledDevice MakeDevice(DeviceConfig device, DeviceBus place, IModbusClient? client, DeviceModel model, GatewayModel gateway)
    {
        if (client is null)
            return new PolledDevice(model, MakeSource(device, place.Config, gateway.Points));
        var answers = new AnswerTally();
        IModbusClient counted = new CountedClient(client, answers, realTime);
        ReadPlan plan = hardware.Kind(device.Profile!, device.Variant).Plan;
        return new PolledDevice(model, new ModbusSource(counted, UnitOf(device), plan, model.Points, OptionsOf(device, place, gateway.Language)), answers);
    }

    private IPointSource MakeSource(DeviceConfig device, BusConfig bus, PointTable points)
    {
        PointId Find(string name) =>
            points.TryFind($"{device.Id}.{name}", out PointInfo? point) ? point.Id : throw new ArgumentException($"{device.Id} has no point {name}.");

        if (bus.Kind == BusKind.Gpio)
            return new OpeningSource(() => MakeOnLines(DeviceSpecs.SensorOf(device), device, bus, Find));
        if (bus.Kind == BusKind.OneWire)
            return new Ds18b20(() => board.OneWire.Read(device.Rom!), Find("temperature"));
        SensorModel sensor = DeviceSpecs.SensorOf(device);
        return new OpeningSource(() => MakeChip(sensor, device, bus, Find));
    }

    private ModbusSourceOptions OptionsOf(DeviceConfig device, DeviceBus bus, Language language)
    {
        byte[] place = Encoding.UTF8.GetBytes($"{device.Variant}\n{bus.Key}\n{UnitOf(device)}");
        string fingerprint = Convert.ToHexStringLower(SHA256.HashData([.. SHA256.HashData(hardware.ProfileBytes(device.Profile!)!), .. place]).AsSpan(0, 8));
        return new ModbusSourceOptions
        {
            Profile = hardware.Profile(device.Profile!),
            Variant = device.Variant,
            Language = language,
            ExtraRequests = ExtraRequests,
            Memory = Memories.Of(device.Id, fingerprint),
            Keep = memory => Memories.Keep(device.Id, memory),
            Tell = what => Tell(device.Id, what),
        };
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

    private ModbusAccess MakeClient(BusConfig bus, IReadOnlyList<DeviceConfig> devices, bool allowWrites)
    {
        Dictionary<byte, ModbusUnitTiming> units = [];
        foreach (DeviceConfig device in devices)
            units[UnitOf(device)] = TimingOf(device);
        var options = new ModbusClientOptions
        {
            Timing = units.Values.FirstOrDefault(new ModbusUnitTiming(s_defaultTimeout, TimeSpan.Zero)),
            AllowWrites = allowWrites,
            PauseAfterConnect = PauseOf(devices),
        };
        return Open(bus, options, units);
    }

    /// <summary>The client of a Modbus bus, which opens it with its first request.</summary>
    /// <param name="wanted">What does not follow from the bus itself; its timing is that of the units that have none of their own.</param>
    public ModbusAccess Open(BusConfig bus, ModbusClientOptions wanted, Dictionary<byte, ModbusUnitTiming> units)
    {
        var tap = new ModbusTap();
        wanted = wanted with { Units = units, Tap = tap, ConnectTimeout = s_connectTimeout + wanted.PauseAfterConnect };
        if (bus.Kind == BusKind.ModbusTcp)
            return new ModbusAccess(ModbusClients.Tcp(bus.Host!, bus.Port, wanted, realTime), units, tap);

        var options = new ModbusRtuOptions(wanted) { Baud = bus.Baud, LocalEcho = bus.Echo };
        IModbusClient client = bus.Kind == BusKind.ModbusRtu
            ? ModbusClients.Rtu(bus.Path!, _ => ValueTask.FromResult(board.OpenSerial(bus)), Blocking(options), realTime)
            : ModbusClients.Rtu($"{bus.Host}:{bus.Port}", new RtuOverTcp(bus.Host!, bus.Port).OpenAsync, options with { ReopenAfter = s_reopenAfter }, realTime);
        return new ModbusAccess(client, units, tap);
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

    /// <summary>They share the connection: the slowest to wake counts.</summary>
    private TimeSpan PauseOf(IReadOnlyList<DeviceConfig> devices) =>
        devices.Max(d => hardware.Profile(d.Profile!)!.Defaults.PauseAfterConnect) ?? TimeSpan.Zero;

    public byte UnitOf(DeviceConfig device) => (byte)(device.Unit ?? hardware.Profile(device.Profile!)!.Defaults.Unit ?? 1);

    public ModbusUnitTiming TimingOf(DeviceConfig device)
    {
        ProfileDefaults defaults = hardware.Profile(device.Profile!)!.Defaults;
        return new ModbusUnitTiming(device.Timeout ?? defaults.Timeout ?? s_defaultTimeout, defaults.InterFrameGap ?? TimeSpan.Zero);
    }
}
