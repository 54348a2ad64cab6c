using System.Net;
using System.Text.Json;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Tests.Scanning;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Cli;

public class RawReadTests
{
    private const string NoSocket = "/nonexistent/s.sock";

    [Fact]
    public async Task Frames_and_registers_are_shown_with_the_points_that_use_them()
    {
        var memory = new ModbusMemory();
        memory.SetRegisters(ModbusTable.InputRegister, 1, 0xFFDD, 480);
        await using var server = new RtuOverTcpServer(new Dictionary<byte, IModbusUnit> { [1] = memory });
        using ConfigFolder folder = Room(server.Url);

        JsonElement document = await JsonAsync(folder, "climate");

        Assert.Equal(("climate", 1, "xy-md02"), (document.GetProperty("device").GetProperty("device").GetString(),
            document.GetProperty("device").GetProperty("unit").GetInt32(), document.GetProperty("device").GetProperty("profile").GetString()));
        JsonElement request = Assert.Single(document.GetProperty("requests").EnumerateArray());
        Assert.Equal((4, 1, 2), (request.GetProperty("function").GetInt32(), request.GetProperty("address").GetInt32(), request.GetProperty("count").GetInt32()));
        // The CRCs: Modbus over Serial Line V1.02, 2.5.1.2, worked out by hand elsewhere.
        Assert.Equal("01 04 00 01 00 02 20 0B", request.GetProperty("sent").GetString());
        Assert.StartsWith("01 04 04 FF DD 01 E0 ", request.GetProperty("received").GetString(), StringComparison.Ordinal);
        JsonElement[] registers = [.. request.GetProperty("registers").EnumerateArray()];
        Assert.Equal([(1, 0xFFDD, "temperature", -3.5), (2, 480, "humidity", 48)], registers.Select(Told));

        static (int Address, int Value, string? Point, double Read) Told(JsonElement register)
        {
            JsonElement point = Assert.Single(register.GetProperty("points").EnumerateArray());
            return (register.GetProperty("address").GetInt32(), register.GetProperty("value").GetInt32(), point.GetProperty("name").GetString(), point.GetProperty("value").GetDouble());
        }
    }

    [Fact]
    public async Task A_refusal_is_shown_with_its_frame_and_a_silent_device_is_asked_once()
    {
        await using var server = new RtuOverTcpServer(new Dictionary<byte, IModbusUnit> { [1] = new ModbusMemory() });
        using ConfigFolder folder = Room(server.Url);
        folder.Write("devices.d/silent.json", $$"""{ "id": "silent", "bus": "{{server.Url}}", "profile": "eastron-sdm630", "unit": 9, "timeout": "50ms" }""");

        (int refused, CliCall first) = await ReadAsync(folder, "climate");
        (int silent, CliCall second) = await ReadAsync(folder, "silent");

        Assert.Equal((ExitCode.Done, ExitCode.Failed), (refused, silent));
        Assert.Contains("RX 01 84 02 ", first.Out, StringComparison.Ordinal);
        Assert.Contains("refuses with 2", Plain(first.Out), StringComparison.Ordinal);
        Assert.Contains("no answer within", Plain(second.Out), StringComparison.Ordinal);
        Assert.Contains("RX -", second.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("2. function", second.Out, StringComparison.Ordinal);
        Assert.Contains("nothing more was asked", second.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chip", "'chip' is a sht3x. Without --raw its values are read.")]
    [InlineData("bogus", "There are: chip, climate")]
    public async Task What_has_no_frames_is_told_so(string device, string why)
    {
        using ConfigFolder folder = Room("tcp://192.0.2.1");
        folder.Write("edgeguard.json", """{"gateway": {"id": "g1", "site": "s1"}, "buses": { "i2c": { "kind": "i2c", "adapter": 1 } }}""");
        folder.Write("devices.d/chip.json", """{ "id": "chip", "bus": "i2c", "sensor": "sht3x" }""");

        (int exit, CliCall call) = await ReadAsync(folder, device);

        Assert.Equal((ExitCode.Failed, ""), (exit, call.Out));
        Assert.Contains(why, call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_point_has_no_frames_of_its_own()
    {
        var call = new CliCall();

        Assert.Equal(ExitCode.Usage, await call.Async("read", "ups", "load", "--raw", "--lang", "en"));
        Assert.Contains("give no POINT", call.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, "zh")]
    [InlineData(60, "en")]
    [InlineData(120, "en")]
    public async Task No_line_is_wider_than_the_terminal(int width, string language)
    {
        var memory = new ModbusMemory();
        memory.SetRegisters(ModbusTable.HoldingRegister, 0, new ushort[100]);
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [5] = memory }, TimeProvider.System);
        int port = server.Start(new IPEndPoint(IPAddress.Loopback, 0)).Port;
        using ConfigFolder folder = Room($"tcp://127.0.0.1:{port}");
        folder.Write("devices.d/ups.json", $$"""{ "id": "ups", "bus": "tcp://127.0.0.1:{{port}}", "profile": "alpha-cordex-cxc", "unit": 5 }""");

        (_, CliCall call) = await ReadAsync(folder, "ups", width, language);

        TestContext.Current.TestOutputHelper?.WriteLine(call.Out);
        Assert.DoesNotContain(call.Lines, l => CellText.Width(l) > width);
        Assert.Contains("TX 00 01 00 00 00 06 05 ".Replace("TX", language == "zh" ? "发" : "TX", StringComparison.Ordinal), call.Out, StringComparison.Ordinal);
    }

    private static string Plain(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static ConfigFolder Room(string url)
    {
        var folder = new ConfigFolder(ConfigFolder.Least);
        folder.Write("devices.d/climate.json", $$"""{"id": "climate", "bus": "{{url}}", "profile": "xy-md02"}""");
        return folder;
    }

    private static async Task<(int Exit, CliCall Call)> ReadAsync(ConfigFolder folder, string device, int width = 120, string language = "en")
    {
        CliCall call = Call(width);
        return (await call.Async("read", device, "--raw", "--lang", language, "--config", folder.Path, "--socket", NoSocket), call);
    }

    private static async Task<JsonElement> JsonAsync(ConfigFolder folder, string device)
    {
        CliCall call = Call();
        Assert.Equal((ExitCode.Done, ""), (await call.Async("read", device, "--raw", "--json", "--config", folder.Path, "--socket", NoSocket), call.Error));
        using JsonDocument document = JsonDocument.Parse(call.Out);
        return document.RootElement.Clone();
    }

    private static CliCall Call(int width = 120) => new(width) { Answers = new DirectScan(new LinuxBoard(), TimeProvider.System).AnswersAsync };
}
