namespace EdgeGuard.Modbus.Tests.Counterparts;

/// <summary>Our servers against a client by libmodbus, compiled for the test.</summary>
public class LibmodbusTests
{
    [Fact]
    public async Task The_tcp_server_serves_every_function()
    {
        using var built = await LibmodbusProgram.BuildAsync("libmodbus_client.c");
        await using var server = new TestServer();
        Fill(server.Memory);

        await using var client = Counterpart.Start(built.Path, "tcp", "127.0.0.1", server.Endpoint.Port.ToString());

        await client.RequireSuccessAsync();
    }

    [Fact]
    public async Task The_rtu_server_serves_every_function_over_a_serial_line()
    {
        using var built = await LibmodbusProgram.BuildAsync("libmodbus_client.c");
        await using var pty = await PtyPair.CreateAsync();
        var memory = new ModbusMemory();
        Fill(memory);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var stream = new PtyStream(pty.Near);
        var server = new ModbusRtuServer(new Dictionary<byte, IModbusUnit> { [1] = memory }, TimeProvider.System);
        var serving = Task.Run(() => server.ServeAsync(stream, stop.Token), CancellationToken.None);

        await using var client = Counterpart.Start(built.Path, "rtu", pty.Far);

        await client.RequireSuccessAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    private static void Fill(ModbusMemory memory)
    {
        memory.SetRegisters(ModbusTable.HoldingRegister, 0, new ushort[200]);
        memory.SetRegisters(ModbusTable.InputRegister, 5, 0x1234);
        memory.SetBits(ModbusTable.Coil, 0, new bool[100]);
    }
}
