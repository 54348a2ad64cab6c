using System.Net;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Hosting;

/// <summary>Outputs of a whole gateway on the virtual board and on a Modbus device.</summary>
public sealed class OperatedRoomTests
{
    private const string Sounder = """{ "operation": "horn", "platformSilent": "10s" }""";

    [Fact]
    public async Task The_sounder_follows_an_alarm_until_it_is_acknowledged()
    {
        await using RunningGateway room = await RunningGateway.StartAsync($$"""{ "armed": true, "operations": [ {{RunningGateway.Horn}} ], "sounder": {{Sounder}} }""");
        await room.UntilAsync(() => IsAt(room, false), "the horn to be taken at rest");

        room.OpenDoor();
        await room.UntilAsync(() => IsAt(room, true), "the horn");
        AlarmReport alarm = (await room.AlarmAsync("panel.door.opened"))!;
        await room.AskAsync(new ControlRequest("ack") { Serial = alarm.Serial });
        await room.UntilAsync(() => IsAt(room, false), "silence");

        Assert.Equal([false, true, false], room.Board.Driven(RunningGateway.HornLine));
        await room.UntilAsync(async () => (await room.JournalAsync("operation")).Count == 2, "the journal");
        Assert.Equal(
            ["horn: set to 0, read back (operation) · edgeguard", "horn: set to 1, read back (operation) · edgeguard"], (await room.JournalAsync("operation")).Order());
    }

    [Fact]
    public async Task The_sounder_tells_of_a_platform_out_of_reach()
    {
        await using RunningGateway room = await RunningGateway.StartAsync($$"""{ "armed": true, "operations": [ {{RunningGateway.Horn}} ], "sounder": {{Sounder}} }""");

        await room.Broker.DownAsync();
        await room.UntilAsync(() => IsAt(room, true), "the horn");
        await room.Broker.UpAsync();
        await room.UntilAsync(() => IsAt(room, false), "silence");
    }

    [Fact]
    public async Task Unarmed_no_alarm_and_no_person_moves_anything()
    {
        await using RunningGateway room = await RunningGateway.StartAsync($$"""{ "operations": [ {{RunningGateway.Horn}} ], "sounder": {{Sounder}} }""");

        room.OpenDoor();
        await room.UntilAsync(async () => await room.AlarmAsync("panel.door.opened") is not null, "the alarm");
        ControlAnswer answer = await room.AskAsync(new ControlRequest("operate") { Operation = "horn" });
        await room.StopAsync();

        Assert.Equal((4, "'horn' was not done: outputs are not armed (outputs.armed)."), (answer.Exit, answer.Message!.En));
        Assert.Empty(room.Board.Driven(RunningGateway.HornLine));
    }

    [Fact]
    public async Task A_person_operates_by_name_and_a_stop_brings_it_back_to_rest()
    {
        await using RunningGateway room = await RunningGateway.StartAsync(
            """{ "armed": true, "operations": [ { "id": "horn", "bus": "header", "line": 5, "activeLow": true, "interlock": "panel.door == 0" } ] }""");
        await room.UntilAsync(async () => (await room.AskAsync(new("points") { Device = "panel" })).Points!.Single(p => p.Name == "panel.door").Value == 0, "the door");

        ControlAnswer done = await room.AskAsync(new ControlRequest("operate") { Operation = "horn" });
        ControlAnswer beyond = await room.AskAsync(new ControlRequest("operate") { Operation = "horn", Value = 3 });
        ControlAnswer unknown = await room.AskAsync(new ControlRequest("operate") { Operation = "hron" });

        Assert.Equal((0, "'horn' is set to 1, as read back; it goes back to 0 after 10m."), (done.Exit, done.Message!.En));
        Assert.Equal((4, "'horn' was not done: 3 is outside 0 to 1."), (beyond.Exit, beyond.Message!.En));
        Assert.Equal((1, "There is no operation 'hron'; there are: horn."), (unknown.Exit, unknown.Message!.En));
        Assert.NotEqual(done.Message.Zh, done.Message.En);
        Assert.False(room.Board.Driven(RunningGateway.HornLine)[^1]);
        await room.StopAsync();
        Assert.True(room.Board.Driven(RunningGateway.HornLine)[^1]);
        await room.BeginAsync();
        Assert.Contains("horn: set to 0, read back (return at the stop) · edgeguard", await room.JournalAsync("operation"));
        Assert.Contains("horn: Setting 3 refused: 3 is outside 0 to 1 · li", await room.JournalAsync("refused"));
    }

    [Fact]
    public async Task A_register_is_written_read_back_and_brought_back_after_a_crash()
    {
        var memory = new ModbusMemory();
        memory.SetRegisters(ModbusTable.HoldingRegister, 40, 270);
        memory.SetBits(ModbusTable.Coil, 0, false);
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [3] = memory }, TimeProvider.System);
        int port = server.Start(new IPEndPoint(IPAddress.Loopback, 0)).Port;
        await using RunningGateway room = await RunningGateway.StartAsync($$"""
            { "armed": true, "operations": [
              { "id": "setpoint", "bus": "tcp://127.0.0.1:{{port}}", "unit": 3, "register": 40, "min": 180, "max": 280, "rest": 230 },
              { "id": "fan", "bus": "tcp://127.0.0.1:{{port}}", "unit": 3, "coil": 0 } ] }
            """);

        await room.UntilAsync(() => memory.GetRegister(ModbusTable.HoldingRegister, 40) == 230, "the return at the start");
        ControlAnswer fan = await room.AskAsync(new ControlRequest("operate") { Operation = "fan" });
        ControlAnswer setpoint = await room.AskAsync(new ControlRequest("operate") { Operation = "setpoint", Value = 210 });
        ControlAnswer none = await room.AskAsync(new ControlRequest("operate") { Operation = "setpoint" });

        Assert.Equal((0, 0, 2), (fan.Exit, setpoint.Exit, none.Exit));
        Assert.Equal((210, true), ((int)memory.GetRegister(ModbusTable.HoldingRegister, 40)!, memory.GetBit(ModbusTable.Coil, 0)));
        await room.StopAsync();
        Assert.Equal((230, false), ((int)memory.GetRegister(ModbusTable.HoldingRegister, 40)!, memory.GetBit(ModbusTable.Coil, 0)));
    }

    [Fact]
    public async Task What_reads_back_otherwise_is_an_error_and_an_alarm_until_it_is_at_rest()
    {
        var relay = new StuckRelay();
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [3] = relay }, TimeProvider.System);
        int port = server.Start(new IPEndPoint(IPAddress.Loopback, 0)).Port;
        await using RunningGateway room = await RunningGateway.StartAsync(
            $$"""{ "armed": true, "operations": [ { "id": "fan", "bus": "tcp://127.0.0.1:{{port}}", "unit": 3, "coil": 0 } ] }""");

        ControlAnswer answer = await room.AskAsync(new ControlRequest("operate") { Operation = "fan" });

        Assert.Equal((1, "Setting 'fan' to 1 failed: 0 was read back. It goes back to 0."), (answer.Exit, answer.Message!.En));
        await room.UntilAsync(async () => await room.AlarmAsync("gateway.outputs.output-fault") is { State: "B" }, "the alarm");
        await room.UntilAsync(async () => await room.AlarmAsync("gateway.outputs.output-fault") is { State: "D" }, "its end");
    }

    private static bool IsAt(RunningGateway room, bool high) => room.Board.Driven(RunningGateway.HornLine) is [.., var last] && last == high;

    /// <summary>Takes every writing and does nothing.</summary>
    private sealed class StuckRelay : IModbusUnit
    {
        public ModbusExceptionCode ReadRegisters(ModbusTable table, ushort address, Span<ushort> values) => ModbusExceptionCode.IllegalDataAddress;

        public ModbusExceptionCode ReadBits(ModbusTable table, ushort address, Span<bool> values)
        {
            values.Clear();
            return ModbusExceptionCode.None;
        }

        public ModbusExceptionCode WriteBits(ushort address, ReadOnlySpan<bool> values) => ModbusExceptionCode.None;

        public ModbusExceptionCode WriteRegisters(ushort address, ReadOnlySpan<ushort> values) => ModbusExceptionCode.None;
    }
}
