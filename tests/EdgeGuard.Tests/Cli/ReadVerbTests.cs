using System.Net;
using System.Text.Json;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Cli;

public class ReadVerbTests
{
    private const string NoSocket = "/nonexistent/s.sock";

    [Fact]
    public async Task The_daemon_is_asked_to_poll_at_once()
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall();

        int exit = await call.Async("read", "ac1", "returnTemperature", "--lang", "en", "--socket", daemon.Socket);

        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal(new ControlRequest("points") { Device = "ac1", Fresh = true }, Assert.Single(daemon.Requests));
        Assert.Contains("36.21 °C", call.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("ac1.compressor", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_without_a_good_value_exits_1()
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall();

        Assert.Equal(ExitCode.Failed, await call.Async("read", "ups1", "--lang", "en", "--socket", daemon.Socket));
        Assert.Contains("no answer", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_point_is_answered_with_the_known_ones()
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall();

        Assert.Equal(ExitCode.Failed, await call.Async("read", "ac1", "bogus", "--lang", "en", "--socket", daemon.Socket));
        Assert.Contains("returnTemperature", call.Error, StringComparison.Ordinal);
        Assert.Empty(call.Out);
    }

    [Fact]
    public async Task Without_a_daemon_the_device_is_polled_directly()
    {
        var memory = new ModbusMemory();
        memory.SetRegisters(ModbusTable.InputRegister, 1, 215, 480);
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [1] = memory }, TimeProvider.System);
        int port = server.Start(new IPEndPoint(IPAddress.Loopback, 0)).Port;
        using ConfigFolder folder = Room(port);
        var call = new CliCall { Direct = Direct };

        int exit = await call.Async("read", "climate", "--json", "--config", folder.Path, "--socket", NoSocket);

        using JsonDocument document = JsonDocument.Parse(call.Out);
        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal(21.5, document.RootElement[0].GetProperty("value").GetDouble());
        Assert.Equal("good", document.RootElement[0].GetProperty("quality").GetString());
    }

    [Theory]
    [InlineData("en", "input register 2: refused (climate.humidity)")]
    [InlineData("zh", "输入寄存器 2：被拒绝（climate.humidity）")]
    public async Task What_a_device_refuses_is_told_with_what_it_gives(string language, string told)
    {
        var memory = new ModbusMemory();
        memory.SetRegisters(ModbusTable.InputRegister, 1, 215);
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [1] = memory }, TimeProvider.System);
        int port = server.Start(new IPEndPoint(IPAddress.Loopback, 0)).Port;
        using ConfigFolder folder = Room(port);
        var call = new CliCall { Direct = Direct };

        int exit = await call.Async("read", "climate", "--lang", language, "--config", folder.Path, "--socket", NoSocket);

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("21.5 °C", call.Out, StringComparison.Ordinal);
        Assert.Contains(told, call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_device_read_directly_says_why_and_exits_1()
    {
        int port;
        await using (var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit>(), TimeProvider.System))
            port = server.Start(new IPEndPoint(IPAddress.Loopback, 0)).Port;
        using ConfigFolder folder = Room(port);
        var call = new CliCall { Direct = Direct };

        int exit = await call.Async("read", "climate", "--lang", "en", "--config", folder.Path, "--socket", NoSocket);

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains("Device 'climate' does not answer", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_is_not_configured_is_answered_with_those_that_are()
    {
        using ConfigFolder folder = Room(502);
        var call = new CliCall { Direct = Direct };

        Assert.Equal(ExitCode.Failed, await call.Async("read", "rom", "--lang", "en", "--config", folder.Path, "--socket", NoSocket));
        Assert.Contains("There are: climate", call.Error, StringComparison.Ordinal);
    }

    private static ConfigFolder Room(int port)
    {
        var folder = new ConfigFolder(ConfigFolder.Least);
        folder.Write("devices.d/climate.json", $$"""{"id": "climate", "bus": "tcp://127.0.0.1:{{port}}", "profile": "xy-md02"}""");
        return folder;
    }

    private static Task<(IReadOnlyList<PointReport>? Points, DeviceReport? Device, Words? Error)> Direct(string folder, string device, CancellationToken cancellationToken) =>
        new DirectRead(new LinuxBoard(), TimeProvider.System).ReadAsync(folder, device, cancellationToken);
}
