namespace EdgeGuard.Modbus.Tests.Counterparts;

/// <summary>Our clients against a server by libmodbus: every function it has, and the ways in which servers are slow, silent or short of connections.</summary>
public class LibmodbusServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Impatience = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tcp_client_uses_every_function()
    {
        using var built = await LibmodbusProgram.BuildAsync("libmodbus_server.c");
        await using var server = Counterpart.Start(built.Path, "tcp", "plain");
        await using var client = Tcp(await server.ReadLineAsync(), Patience);

        await RequireEveryFunctionAsync(client);
        var function = await Assert.ThrowsAsync<ModbusException>(() => client.ReadIdentityAsync(1, ModbusIdentityCategory.Basic, 0, Token).AsTask());
        Assert.Equal(ModbusExceptionCode.IllegalFunction, function.Code);
    }

    [Fact]
    public async Task The_rtu_client_uses_every_function_over_a_serial_line()
    {
        using var built = await LibmodbusProgram.BuildAsync("libmodbus_server.c");
        await using var line = await PtyPair.CreateAsync();
        await using var server = Counterpart.Start(built.Path, "rtu", line.Far, "plain");
        await server.ReadLineAsync();
        await using var client = Rtu(line, Patience);

        await RequireEveryFunctionAsync(client);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_device_that_turns_round_in_300_ms_is_waited_for_and_its_late_answers_are_never_taken_for_others(bool serial)
    {
        using var built = await LibmodbusProgram.BuildAsync("libmodbus_server.c");
        await using var line = await PtyPair.CreateAsync();
        await using var server = serial ? Counterpart.Start(built.Path, "rtu", line.Far, "slow") : Counterpart.Start(built.Path, "tcp", "slow");
        var port = await server.ReadLineAsync();

        await using (IModbusClient patient = serial ? Rtu(line, Patience) : Tcp(port, Patience))
        {
            Assert.Equal(1007, await ReadAsync(patient, 7));
            Assert.Equal(1008, await ReadAsync(patient, 8));
        }

        await using IModbusClient impatient = serial ? Rtu(line, Impatience) : Tcp(port, Impatience);
        for (ushort address = 10; address < 14; address++)
        {
            var late = await Assert.ThrowsAsync<ModbusException>(() => ReadAsync(impatient, address));
            Assert.Equal(ModbusErrorKind.Timeout, late.Kind);
        }
    }

    [Fact]
    public async Task A_server_that_accepts_and_never_answers_times_out()
    {
        using var built = await LibmodbusProgram.BuildAsync("libmodbus_server.c");
        await using var server = Counterpart.Start(built.Path, "tcp", "silent");
        await using var client = Tcp(await server.ReadLineAsync(), Impatience);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(ModbusErrorKind.Timeout, (await Assert.ThrowsAsync<ModbusException>(() => ReadAsync(client, 0))).Kind);
        }
    }

    [Fact]
    public async Task A_server_that_closes_after_every_answer_answers_every_request()
    {
        using var built = await LibmodbusProgram.BuildAsync("libmodbus_server.c");
        await using var server = Counterpart.Start(built.Path, "tcp", "once");
        await using var client = Tcp(await server.ReadLineAsync(), Patience);

        for (ushort address = 0; address < 50; address++)
        {
            Assert.Equal(1000 + address, await ReadAsync(client, address));
        }
    }

    [Fact]
    public async Task A_server_that_allows_a_single_connection_serves_us_when_the_other_one_is_over()
    {
        using var built = await LibmodbusProgram.BuildAsync("libmodbus_server.c");
        await using var server = Counterpart.Start(built.Path, "tcp", "single");
        var port = await server.ReadLineAsync();
        var other = Tcp(port, Patience);
        Assert.Equal(1001, await ReadAsync(other, 1));
        await using var client = Tcp(port, Impatience);

        Assert.Equal(ModbusErrorKind.Timeout, (await Assert.ThrowsAsync<ModbusException>(() => ReadAsync(client, 2))).Kind);
        await other.DisposeAsync();

        await using var next = Tcp(port, Patience);
        Assert.Equal(1003, await ReadAsync(next, 3));
    }

    private static ModbusClientOptions Options(TimeSpan answer) => new() { Timing = new ModbusUnitTiming(answer, TimeSpan.Zero), AllowWrites = true };

    private static ModbusTcpClient Tcp(string port, TimeSpan answer) => new("127.0.0.1", int.Parse(port), Options(answer), TimeProvider.System);

    private static ModbusRtuClient Rtu(PtyPair line, TimeSpan answer)
    {
        var options = new ModbusRtuOptions
        {
            Timing = new ModbusUnitTiming(answer, TimeSpan.Zero),
            Baud = 115_200,
            AllowWrites = true,
            HasPendingInput = stream => ((PtyStream)stream).HasPending,
        };
        return new ModbusRtuClient(line.Near, _ => ValueTask.FromResult<Stream>(new PtyStream(line.Near)), options, TimeProvider.System);
    }

    private static async Task<ushort> ReadAsync(IModbusClient client, ushort address)
    {
        var values = new ushort[1];
        await client.ReadRegistersAsync(1, ModbusTable.InputRegister, address, values, Token);
        return values[0];
    }

    private static async Task RequireEveryFunctionAsync(IModbusClient client)
    {
        var inputs = new bool[300];
        await client.ReadBitsAsync(1, ModbusTable.DiscreteInput, 0, inputs, Token);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => i % 2 == 0), inputs);

        await client.WriteAsync(1, ModbusWrite.Coil(1, true), Token);
        await client.WriteAsync(1, ModbusWrite.Coils(3, new[] { false, true, true }), Token);
        var coils = new bool[7];
        await client.ReadBitsAsync(1, ModbusTable.Coil, 0, coils, Token);
        Assert.Equal([true, true, false, false, true, true, true], coils);

        var most = new ushort[125];
        await client.ReadRegistersAsync(1, ModbusTable.InputRegister, 175, most, Token);
        Assert.Equal(Enumerable.Range(1175, 125), most.Select(r => (int)r));

        await client.WriteAsync(1, ModbusWrite.Register(1, 0x12), Token);
        await client.WriteAsync(1, ModbusWrite.Mask(1, 0xF2, 0x25), Token);
        await client.WriteAsync(1, ModbusWrite.MultipleRegisters(2, Enumerable.Repeat((ushort)7, 123).ToArray()), Token);
        var both = new ushort[4];
        await client.WriteAsync(1, ModbusWrite.ThenRead(4, new ushort[] { 4 }, 1, both), Token);
        Assert.Equal([0x17, 7, 7, 4], both);

        var address = await Assert.ThrowsAsync<ModbusException>(() => ReadAsync(client, 5000));
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, address.Code);
        Assert.Equal(1299, await ReadAsync(client, 299));
    }
}
