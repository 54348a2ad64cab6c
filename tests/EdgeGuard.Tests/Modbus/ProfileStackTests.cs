using System.Net;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Modbus;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Modbus;

/// <summary>Every shipped profile over a real connection: its examples are served as a device would, and read back by its own plan.</summary>
public sealed class ProfileStackTests
{
    private const byte Unit = 7;

    private static readonly Hardware s_hardware = new(null);

    public static TheoryData<string> Names => [.. s_hardware.ProfileNames];

    [Theory, MemberData(nameof(Names))]
    public async Task What_a_device_serves_is_what_the_gateway_reads(string name)
    {
        DeviceProfile profile = s_hardware.Profile(name)!;
        foreach (ProfileExample example in profile.Examples)
        {
            var device = new Asked(Memory(profile, example));
            Dictionary<string, Reading> read = await ReadAsync(profile, example.Variant, device);
            foreach ((string point, ExpectedReading expected) in example.Expect)
                AssertSame(expected, read[point], $"{name}, {example.Name}: {point}");
            AssertKept(profile, device.Requests);
        }
    }

    private static async Task<Dictionary<string, Reading>> ReadAsync(DeviceProfile profile, string? variant, Asked device)
    {
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [Unit] = device }, TimeProvider.System);
        IPEndPoint endpoint = server.Start(new IPEndPoint(IPAddress.Loopback, 0));
        await using var client = new ModbusTcpClient("127.0.0.1", endpoint.Port, new ModbusClientOptions(), TimeProvider.System);
        IReadOnlyList<ProfilePoint> points = profile.PointsOf(s_hardware.Signals, variant);
        PointId[] ids = [.. Enumerable.Range(0, points.Count).Select(i => new PointId(i))];
        var batch = new PollBatch(0, ids);
        batch.Begin(new MonotonicTime(1, TimeSpan.FromSeconds(1)));
        await new ModbusSource(client, Unit, ReadPlan.Build(profile, variant), ids).ReadAsync(batch, TestContext.Current.CancellationToken);
        Assert.Null(batch.Detail);
        return batch.Readings.ToArray().ToDictionary(reading => points[reading.Point.Index].Name);
    }

    /// <summary>The registers of the example; 0 in those that the plan reads along.</summary>
    private static ModbusMemory Memory(DeviceProfile profile, ProfileExample example)
    {
        var memory = new ModbusMemory();
        foreach (PlanBlock block in ReadPlan.Build(profile, example.Variant).Blocks)
            Put(memory, block.Table, block.Address, new ushort[block.Count]);
        foreach (ExampleRegisters given in example.Given)
        {
            RegisterTable table = given.Table ?? profile.Table;
            Put(memory, table, profile.Addressing.ToWire(table, given.Address), [.. given.Values.Select(value => (ushort)value.In(RegisterType.U16))]);
        }

        return memory;
    }

    private static void Put(ModbusMemory memory, RegisterTable table, int address, ushort[] values)
    {
        if (table.IsBits())
            memory.SetBits(Wire(table), (ushort)address, Array.ConvertAll(values, value => value != 0));
        else
            memory.SetRegisters(Wire(table), (ushort)address, values);
    }

    private static ModbusTable Wire(RegisterTable table) => Enum.Parse<ModbusTable>(table.ToString());

    private static void AssertSame(ExpectedReading expected, Reading read, string what)
    {
        if (expected.Value is not { } value)
            Assert.True(read.Quality == Quality.Bad && read.Reason == expected.Reason, $"{what} should be {expected}, is {read}");
        else
            Assert.True(read.Quality == Quality.Good && Math.Abs(read.Value - value) <= 1e-6 * Math.Max(1, Math.Abs(value)), $"{what} should be {expected}, is {read}");
    }

    /// <summary>Within its limits, tables whole, holes never.</summary>
    private static void AssertKept(DeviceProfile profile, IReadOnlyList<(RegisterTable Table, int Address, int Count)> requests)
    {
        Assert.NotEmpty(requests);
        Assert.All(requests, request => Assert.InRange(request.Count, 1, profile.Limits.Of(request.Table)));
        foreach ((RegisterTable table, int address, int count) in requests)
        {
            Assert.DoesNotContain(profile.Holes, hole => Touches(profile, hole, table, address, count));
            Assert.All(
                profile.Blocks.Where(block => Touches(profile, block, table, address, count)),
                block => Assert.Equal((profile.Addressing.ToWire(block.Table, block.Address), block.Count), (address, count)));
        }
    }

    private static bool Touches(DeviceProfile profile, RegisterRange range, RegisterTable table, int address, int count)
    {
        int start = profile.Addressing.ToWire(range.Table, range.Address);
        return range.Table == table && start < address + count && address < start + range.Count;
    }

    /// <summary>A device that remembers what it was asked.</summary>
    private sealed class Asked(ModbusMemory memory) : IModbusUnit
    {
        private readonly Lock _gate = new();
        private readonly List<(RegisterTable Table, int Address, int Count)> _requests = [];

        public IReadOnlyList<(RegisterTable Table, int Address, int Count)> Requests
        {
            get
            {
                lock (_gate)
                    return [.. _requests];
            }
        }

        public ModbusExceptionCode ReadBits(ModbusTable table, ushort address, Span<bool> values)
        {
            Remember(table, address, values.Length);
            return memory.ReadBits(table, address, values);
        }

        public ModbusExceptionCode ReadRegisters(ModbusTable table, ushort address, Span<ushort> values)
        {
            Remember(table, address, values.Length);
            return memory.ReadRegisters(table, address, values);
        }

        public ModbusExceptionCode WriteBits(ushort address, ReadOnlySpan<bool> values) => ModbusExceptionCode.IllegalFunction;

        public ModbusExceptionCode WriteRegisters(ushort address, ReadOnlySpan<ushort> values) => ModbusExceptionCode.IllegalFunction;

        private void Remember(ModbusTable table, int address, int count)
        {
            lock (_gate)
                _requests.Add((Enum.Parse<RegisterTable>(table.ToString()), address, count));
        }
    }
}
