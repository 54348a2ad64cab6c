using System.Text.Json;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Scanning;
using EdgeGuard.Gateway.Tests.Scanning;
using EdgeGuard.Modbus;
using EdgeGuard.Simulator;

namespace EdgeGuard.Gateway.Tests.Cli;

public sealed class ScanVerbTests : IAsyncDisposable
{
    private const string NoSocket = "/nonexistent/s.sock";
    private const string Gateway = """
        {
          "gateway": { "id": "g1", "site": "s1" },
          "buses": { "inner": { "kind": "i2c", "adapter": 1 }, "other": { "kind": "i2c", "adapter": 2 }, "contacts": { "kind": "gpio" }, "wire": { "kind": "oneWire" },
                     "meters": { "kind": "modbusTcp", "host": "192.0.2.1" }, "line": { "kind": "modbusRtu", "path": "/dev/no-such-port" } }
        }
        """;

    private readonly VirtualRoom _room = new(TimeProvider.System, new RoomOptions());
    private readonly ConfigFolder _folder = new(Gateway);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return _room.DisposeAsync();
    }

    [Fact]
    public async Task The_chips_of_every_configured_adapter_are_told_by_name()
    {
        _folder.Write("devices.d/low.json", """{ "id": "low", "bus": "inner", "sensor": "sht3x", "address": 68 }""");
        _folder.Write("devices.d/gone.json", """{ "id": "gone", "bus": "inner", "sensor": "mcp9808", "address": 25 }""");

        JsonElement document = await JsonAsync("i2c");

        string[] expected =
        [
            "0x19 - gone", "0x44 sht3x low", "0x45 sht3x", "0x48 ads1115",
            "0x18 mcp9808", "0x20 mcp23017?", "0x40 ina226", "0x41 ina219", "0x44 sht4x", "0x49 ads1115", "0x76 bme280",
        ];
        Assert.Equal(expected, document.GetProperty("chips").EnumerateArray().Select(Told));

        static string Told(JsonElement chip)
        {
            string what = !chip.GetProperty("answers").GetBoolean() ? "-"
                : chip.TryGetProperty("chip", out JsonElement known) ? known.GetString()!
                : string.Join('/', chip.GetProperty("possible").EnumerateArray().Select(p => p.GetString())) + "?";
            string device = chip.TryGetProperty("device", out JsonElement id) ? $" {id.GetString()}" : "";
            return $"0x{chip.GetProperty("address").GetInt32():X2} {what}{device}";
        }
    }

    [Fact]
    public async Task Asking_a_chip_that_is_read_by_others_does_not_disturb_it()
    {
        _folder.Write("devices.d/a.json", """{ "id": "a", "bus": "other", "sensor": "bme280" }""");
        _folder.Write("devices.d/b.json", """{ "id": "b", "bus": "other", "sensor": "ina219", "address": 65, "shunt": { "ohms": 0.01, "maxAmperes": 5 } }""");
        var direct = new DirectRead(new RoomBoard(_room.Board), TimeProvider.System);
        await direct.ReadAsync(_folder.Path, "a", TestContext.Current.CancellationToken);

        JsonElement document = await JsonAsync("i2c", "2");

        Assert.Contains(document.GetProperty("chips").EnumerateArray(), c => c.TryGetProperty("chip", out JsonElement chip) && chip.GetString() == "ina219");
        (IReadOnlyList<PointReport>? points, _, _) = await direct.ReadAsync(_folder.Path, "b", TestContext.Current.CancellationToken);
        Assert.All(points!.Where(p => p.Name.StartsWith("b.", StringComparison.Ordinal) && p.Signal is not null), p => Assert.Equal("good", p.Quality));
    }

    [Fact]
    public async Task Lines_are_told_with_their_holder_and_what_is_configured_there_and_none_is_taken()
    {
        _folder.Write("devices.d/doors.json", """{ "id": "doors", "bus": "contacts", "sensor": "contacts", "contacts": { "door": { "line": 22, "signal": "env.door" } } }""");
        using BoardGpio other = new RoomBoard(_room.Board).OpenGpio(null);
        other.OpenPin(22);

        JsonElement[] lines = [.. (await JsonAsync("gpio")).GetProperty("lines").EnumerateArray()];

        Assert.Equal(28, lines.Length);
        Assert.Equal(("GPIO22", "input", "edgeguard", "doors.door"), (Text(lines[22], "name"), Text(lines[22], "direction"), Text(lines[22], "consumer"), Text(lines[22], "device")));
        Assert.All(lines.Where((_, i) => i != 22), l => Assert.False(l.TryGetProperty("consumer", out _)));
    }

    [Fact]
    public async Task A_1_wire_chip_is_told_with_its_temperature_and_the_file_it_needs()
    {
        CliCall call = Call();

        int exit = await ScanAsync(call, "onewire", "--lang", "en");

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains(call.Lines, l => l.Contains($"{VirtualBoard.OneWireRom}  2", StringComparison.Ordinal) && l.EndsWith(" °C", StringComparison.Ordinal));
        Assert.Contains($"\"rom\": \"{VirtualBoard.OneWireRom}\"", call.Out, StringComparison.Ordinal);
        Assert.Contains("\"bus\": \"wire\"", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_is_scanned_without_any_configuration()
    {
        await using var server = new RtuOverTcpServer(RoomUnits.Make());
        var call = new CliCall { Answers = Answers };

        int exit = await call.Async("scan", "modbus", server.Url, "--units", "2-8", "--lang", "en", "--config", "/nonexistent", "--socket", NoSocket);

        Assert.Equal((ExitCode.Done, ""), (exit, call.Error));
        Assert.Contains("3 units answer.", call.Out, StringComparison.Ordinal);
        Assert.Contains("profile: socomec-jbus", call.Out, StringComparison.Ordinal);
        Assert.Contains("\"unit\": 7,", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_that_a_scan_proposes_is_accepted_by_check()
    {
        await using var server = new RtuOverTcpServer(RoomUnits.Make());
        CliCall call = Call();

        await ScanAsync(call, "modbus", server.Url, "--units", "5", "--lang", "en");

        string[] lines = [.. call.Lines.Select(l => l.Trim())];
        int file = Array.FindIndex(lines, l => l.StartsWith("devices.d/", StringComparison.Ordinal));
        _folder.Write(lines[file], string.Join('\n', lines.Skip(file + 1).TakeWhile(l => l.StartsWith('{') || l.StartsWith('"'))));
        Assert.Equal(ExitCode.Done, await Call().Async("check", "--config", _folder.Path));
    }

    [Fact]
    public async Task Found_nothing_is_exit_1_with_what_to_check()
    {
        await using var server = new RtuOverTcpServer(RoomUnits.Make());
        CliCall call = Call();

        Assert.Equal(ExitCode.Failed, await ScanAsync(call, "modbus", server.Url, "--units", "1-2", "--lang", "en"));
        Assert.Contains("Nothing was found", call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Failed, "bogus", "There is no Modbus bus named 'bogus'; the configuration has: line, meters.")]
    [InlineData(ExitCode.Failed, "inner", "There is no Modbus bus named 'inner'; the configuration has: line, meters.")]
    [InlineData(ExitCode.Usage, "tcp://", "'tcp://' is neither tcp://host[:port] nor rtutcp://host:port.")]
    [InlineData(ExitCode.Failed, "line", "there is no such device (is the adapter plugged in?)")]
    [InlineData(ExitCode.Failed, "/dev/null", "this is no serial port")]
    [InlineData(ExitCode.Failed, "rtutcp://127.0.0.1:1", "cannot be opened")]
    public async Task What_cannot_be_scanned_says_why(int exit, string bus, string why)
    {
        var call = new CliCall { Answers = new DirectScan(new LinuxBoard(), TimeProvider.System).AnswersAsync };

        Assert.Equal(exit, await ScanAsync(call, "modbus", bus, "--lang", "en"));
        Assert.Contains(why, call.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("modbus", "--units", "0-5", "/dev/x")]
    [InlineData("modbus", "--units", "5-1")]
    [InlineData("modbus", "--units", "1-300", "tcp://h")]
    [InlineData("modbus", "--baud", "9600x", "/dev/x")]
    [InlineData("modbus", "--baud", "9600", "tcp://h")]
    [InlineData("modbus", "--timeout", "1m", "/dev/x")]
    [InlineData("i2c", "bogus")]
    public async Task Wrong_usage_is_exit_2(params string[] args) => Assert.Equal(ExitCode.Usage, await ScanAsync(Call(), [.. args, "--lang", "en"]));

    [Fact]
    public async Task The_daemon_scans_while_it_runs()
    {
        await using var daemon = new FakeDaemon(Scanned);
        var call = new CliCall();

        int exit = await call.Async("scan", "modbus", "rs485", "--units", "1-3", "--lang", "en", "--socket", daemon.Socket);

        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal(("scan", "rs485", 3), (daemon.Requests[0].Verb, daemon.Requests[0].Scan!.Where, daemon.Requests[0].Scan!.LastUnit));
        Assert.Contains("the polls go on in between", call.Out, StringComparison.Ordinal);
        Assert.Contains("configured: meter", call.Out, StringComparison.Ordinal);
        Assert.Contains("2 units answer.", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_device_that_answers_for_every_unit_is_told_to_be_one()
    {
        byte[] all = [1, 2, 3, 4];
        var memory = new ModbusMemory();
        await using var server = new RtuOverTcpServer(all.ToDictionary(u => u, _ => (IModbusUnit)memory));
        CliCall call = Call();

        await ScanAsync(call, "modbus", server.Url, "--units", "1-4", "--lang", "en");

        Assert.Contains("Every unit answers", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_daemon_does_not_hold_is_scanned_with_the_rights_of_whoever_asks()
    {
        await using var server = new RtuOverTcpServer(RoomUnits.Make());
        await using var daemon = new FakeDaemon(_ => new ControlAnswer { Last = true, Scan = new ScanReport { NotHeld = true } });
        CliCall call = Call();

        int exit = await call.Async("scan", "modbus", server.Url, "--units", "3", "--lang", "en", "--config", _folder.Path, "--socket", daemon.Socket);

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("One unit answers.", call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, "zh")]
    [InlineData(60, "en")]
    [InlineData(120, "zh")]
    [InlineData(120, "en")]
    public async Task No_line_is_wider_than_the_terminal(int width, string language)
    {
        await using var daemon = new FakeDaemon(Scanned);
        string folder = _folder.Path;
        string all = "";
        foreach (string kind in (string[])["i2c", "gpio", "onewire", "modbus"])
        {
            var call = new CliCall(width) { Answers = Answers };
            string socket = kind == "modbus" ? daemon.Socket : NoSocket;
            await call.Async("scan", kind, "--lang", language, "--config", folder, "--socket", socket);
            all += $"{call.Out}\n";
        }

        TestContext.Current.TestOutputHelper?.WriteLine(all);
        Assert.DoesNotContain(all.Split('\n'), l => CellText.Width(l.TrimEnd()) > width);
    }

    private static IAsyncEnumerable<ControlAnswer> Scanned(ControlRequest request) => new[]
    {
        Part(new() { Head = new ScanHead("modbus", "rs485", "/dev/ttyUSB0, 9600 8N1", 1, 3, 0.2, Shared: true) { Configured = true } }),
        Part(new() { Step = new ScanStep(0, 3, 1, null) }),
        Part(new() { Unit = new UnitFound(1, "answers", new LineSettings(9600, 0, 1)) { Milliseconds = 12.3, Device = "meter" } }),
        Part(new()),
        Part(new()
        {
            Unit = new UnitFound(2, "refuses", null)
            {
                Milliseconds = 40,
                Vendor = "HUAWEI",
                Product = "UPS2000-A",
                Revision = "V100R001C01SPC120",
                Fits = [new ProfileFit("huawei-ups2000", null, "Huawei", "UPS2000-A, UPS2000-G (1-3 kVA, RS-232 or USB)")],
            },
        }),
        Part(new() { Unit = new UnitFound(3, "garbled", null) { Detail = "/dev/ttyUSB0, unit 3, function 3, address 0, count 1: the check of an answer of 7 bytes is wrong." } }),
        new ControlAnswer { Last = true, Scan = new ScanReport() },
    }.ToAsyncEnumerable();

    private static ControlAnswer Part(ScanReport part) => new() { Scan = part };

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private CliCall Call() => new() { Answers = Answers };

    private Task<int> ScanAsync(CliCall call, params string[] args) => call.Async(["scan", .. args, "--config", _folder.Path, "--socket", NoSocket]);

    private async Task<JsonElement> JsonAsync(params string[] args)
    {
        CliCall call = Call();
        Assert.Equal((ExitCode.Done, ""), (await ScanAsync(call, [.. args, "--json"]), call.Error));
        using JsonDocument document = JsonDocument.Parse(call.Out);
        return document.RootElement.Clone();
    }

    private IAsyncEnumerable<ControlAnswer> Answers(string folder, ControlRequest request, CancellationToken cancellationToken) =>
        new DirectScan(new RoomBoard(_room.Board), TimeProvider.System).AnswersAsync(folder, request, cancellationToken);
}
