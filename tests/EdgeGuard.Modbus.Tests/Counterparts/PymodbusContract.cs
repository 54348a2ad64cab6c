namespace EdgeGuard.Modbus.Tests.Counterparts;

/// <summary>What every client does against a server by pymodbus.</summary>
public abstract class PymodbusContract
{
    private const string Python = "/usr/bin/python3";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tcp_client_reads_and_writes()
    {
        await using var server = await StartAsync("tcp");
        var port = int.Parse(await server.ReadLineAsync());
        await using var client = Make("127.0.0.1", port, TestServer.Options());

        await RequireServerAsync(client);
    }

    [Fact]
    public async Task The_rtu_client_reads_and_writes_over_tcp()
    {
        await using var server = await StartAsync("rtu-over-tcp");
        var port = int.Parse(await server.ReadLineAsync());
        await using var client = Make("rtutcp", new RtuOverTcp("127.0.0.1", port).OpenAsync, Options());

        await RequireServerAsync(client);
    }

    [Fact]
    public async Task The_rtu_client_reads_and_writes_over_a_serial_line_and_a_silent_unit_times_out()
    {
        await using var pty = await PtyPair.CreateAsync();
        await using var server = await StartAsync("rtu", pty.Far);
        await server.ReadLineAsync();
        await using var client = Make(
            pty.Near, _ => ValueTask.FromResult<Stream>(new PtyStream(pty.Near)), Options());

        await RequireServerAsync(client);

        var silent = await Assert.ThrowsAsync<ModbusException>(
            () => client.ReadBitsAsync(2, ModbusTable.Coil, 0, new bool[1], Token).AsTask());
        Assert.Equal(ModbusErrorKind.Timeout, silent.Kind);
        await RequireInputAsync(client);
    }

    protected abstract IModbusClient Make(string host, int port, ModbusClientOptions options);

    protected abstract IModbusClient Make(string endpoint, Func<CancellationToken, ValueTask<Stream>> open, ModbusRtuOptions options);

    private static ModbusRtuOptions Options() => new()
    {
        Timing = new ModbusUnitTiming(TimeSpan.FromSeconds(2), TimeSpan.Zero),
        Units = new Dictionary<byte, ModbusUnitTiming> { [2] = new(TimeSpan.FromMilliseconds(100), TimeSpan.Zero) },
        Baud = 115_200,
        AllowWrites = true,
        HasPendingInput = stream => ((PtyStream)stream).HasPending,
    };

    internal static async Task<Counterpart> StartAsync(params string[] arguments)
    {
        Counterpart.Require(await Counterpart.IsPresentAsync(Python, "-c", "import pymodbus.server.async_io"), "python3 with pymodbus");
        return Counterpart.Start(Python, [Counterpart.PathOf("pymodbus_server.py"), .. arguments]);
    }

    private static async Task RequireInputAsync(IModbusClient client)
    {
        var registers = new ushort[125];
        await client.ReadRegistersAsync(1, ModbusTable.InputRegister, 10, registers, Token);
        Assert.Equal(Enumerable.Range(1010, 125), registers.Select(r => (int)r));
    }

    private static async Task RequireServerAsync(IModbusClient client)
    {
        await RequireInputAsync(client);

        var bits = new bool[3];
        await client.ReadBitsAsync(1, ModbusTable.DiscreteInput, 1, bits, Token);
        Assert.Equal([true, false, true], bits);

        await client.WriteAsync(1, ModbusWrite.Coil(7, true), Token);
        await client.WriteAsync(1, ModbusWrite.Coils(8, new[] { true, false, true }), Token);
        var coils = new bool[2000];
        await client.ReadBitsAsync(1, ModbusTable.Coil, 0, coils, Token);
        Assert.Equal([7, 8, 10], coils.Index().Where(c => c.Item).Select(c => c.Index));

        await client.WriteAsync(1, ModbusWrite.Register(1, 0x12), Token);
        await client.WriteAsync(1, ModbusWrite.Mask(1, 0xF2, 0x25), Token);
        await client.WriteAsync(1, ModbusWrite.MultipleRegisters(2, new ushort[] { 2, 3 }), Token);
        var both = new ushort[4];
        await client.WriteAsync(1, ModbusWrite.ThenRead(4, new ushort[] { 4 }, 1, both), Token);
        Assert.Equal([0x17, 2, 3, 4], both);

        var refused = await Assert.ThrowsAsync<ModbusException>(
            () => client.ReadRegistersAsync(1, ModbusTable.InputRegister, 5000, new ushort[1], Token).AsTask());
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, refused.Code);

        var identity = await client.ReadIdentityAsync(1, ModbusIdentityCategory.Basic, 0, Token);
        Assert.Equal(("pymodbus", "PM", "3.0"), (identity.Vendor, identity.ProductCode, identity.Revision));
    }
}
