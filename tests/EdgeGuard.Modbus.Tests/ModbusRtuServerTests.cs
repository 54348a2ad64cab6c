using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Modbus.Tests;

public class ModbusRtuServerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ModbusMemory _memory = new() { Identity = new ModbusIdentity("EdgeGuard", "EG-1", "1.0") };

    [Fact]
    public async Task A_whole_request_is_answered_and_one_for_another_unit_is_not()
    {
        _memory.SetRegisters(ModbusTable.HoldingRegister, 0, new ushort[10]);
        var line = new FakeLine(_time);
        line.Arrive(Sealed("02 03 00 00 00 01"));
        line.Arrive(Sealed("01 03 00 00 00 01"));
        line.End();

        await ServeAsync(line);

        Assert.Equal(Hex.Text(Sealed("01 03 02 00 00")), Hex.Text(Assert.Single(line.Written).Frame));
    }

    [Fact]
    public async Task A_corrupt_request_is_dropped_in_silence()
    {
        _memory.SetRegisters(ModbusTable.HoldingRegister, 0, new ushort[10]);
        var line = new FakeLine(_time);
        var corrupt = Sealed("01 03 00 00 00 01");
        corrupt[^1] ^= 1;
        line.Arrive(corrupt);
        line.Arrive(Sealed("01 03 00 00 00 02"));
        line.End();

        await ServeAsync(line);

        Assert.Equal(Hex.Text(Sealed("01 03 04 00 00 00 00")), Hex.Text(Assert.Single(line.Written).Frame));
    }

    [Fact]
    public async Task A_request_that_stops_half_way_is_dropped_after_silence()
    {
        _memory.SetRegisters(ModbusTable.HoldingRegister, 0, new ushort[10]);
        var line = new FakeLine(_time);
        line.Arrive(Sealed("01 03 00 00 00 01")[..5]);
        var serving = ServeAsync(line);
        _time.Advance(TimeSpan.FromMilliseconds(60));
        line.Arrive(Sealed("01 03 00 00 00 01"));
        line.End();
        await serving;
        Assert.Equal(Hex.Text(Sealed("01 03 02 00 00")), Hex.Text(Assert.Single(line.Written).Frame));
    }

    [Fact]
    public async Task A_broadcast_is_carried_out_without_an_answer()
    {
        _memory.SetRegisters(ModbusTable.HoldingRegister, 3, 0);
        var line = new FakeLine(_time);
        line.Arrive(Sealed("00 06 00 03 00 07"));
        line.End();

        await ServeAsync(line);

        Assert.Empty(line.Written);
        Assert.Equal((ushort)7, _memory.GetRegister(ModbusTable.HoldingRegister, 3));
    }

    [Fact]
    public async Task An_unknown_function_is_refused()
    {
        var line = new FakeLine(_time);
        line.Arrive(Sealed("01 07"));
        line.End();

        await ServeAsync(line);

        Assert.Equal(Hex.Text(Sealed("01 87 01")), Hex.Text(Assert.Single(line.Written).Frame));
    }

    [Fact]
    public async Task Our_client_reaches_our_server_with_every_function_as_rtu_over_tcp()
    {
        var token = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var client = new ModbusRtuClient(
            "rtutcp", new RtuOverTcp("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port).OpenAsync, new ModbusRtuOptions { AllowWrites = true, Baud = 115_200 }, TimeProvider.System);
        var serving = ServeOneAsync(listener, token);

        await ClientContract.RequireAllFunctionsAsync(client, 1, _memory, token);
        await client.DisposeAsync();
        await serving;
    }

    private static byte[] Sealed(string unitAndPdu)
    {
        byte[] frame = [.. Hex.Bytes(unitAndPdu), 0, 0];
        RtuFrame.Seal(frame, frame[0], frame.Length - 3);
        return frame;
    }

    private async Task ServeOneAsync(TcpListener listener, CancellationToken token)
    {
        using var socket = await listener.AcceptSocketAsync(token);
        await using var stream = new NetworkStream(socket);
        await ServeAsync(stream);
    }

    private Task ServeAsync(Stream stream) =>
        new ModbusRtuServer(new Dictionary<byte, IModbusUnit> { [1] = _memory }, _time).ServeAsync(stream, TestContext.Current.CancellationToken);
}
