using System.Text.Json;
using EdgeGuard.Gateway.Cli;

namespace EdgeGuard.Gateway.Tests.Cli;

public class CheckVerbTests
{
    [Fact]
    public async Task Every_error_of_every_file_is_told_at_once_with_its_place()
    {
        using var folder = Wrong();
        var call = new CliCall(width: 60);

        int exit = await call.Async("check", "--config", folder.Path, "--lang", "en");

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains(call.Lines, l => l.StartsWith("edgeguard.json:2:", StringComparison.Ordinal) && l.Contains(": error: $.gatway: ", StringComparison.Ordinal));
        Assert.Contains(call.Lines, l => l.StartsWith("devices.d/ups1.json:3:", StringComparison.Ordinal) && l.Contains("$.poll", StringComparison.Ordinal));
        Assert.Contains(call.Lines, l => l.StartsWith(folder.Path, StringComparison.Ordinal) && l.Contains("refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_in_chinese()
    {
        using var folder = Wrong();
        var call = new CliCall();

        await call.Async("check", "--config", folder.Path, "--lang", "zh");

        Assert.Contains(": 错误: $.poll: ", call.Out, StringComparison.Ordinal);
        Assert.Contains("配置被拒绝", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_the_same_errors()
    {
        using var folder = Wrong();
        var call = new CliCall();

        int exit = await call.Async("check", "--config", folder.Path, "--json");

        using JsonDocument document = JsonDocument.Parse(call.Out);
        JsonElement poll = Assert.Single(document.RootElement.EnumerateArray(), e => e.GetProperty("path").GetString() == "$.poll");
        Assert.Equal(ExitCode.Failed, exit);
        Assert.Equal("devices.d/ups1.json", poll.GetProperty("file").GetString());
        Assert.Equal(3, poll.GetProperty("line").GetInt32());
        Assert.True(poll.GetProperty("column").GetInt32() > 1);
        Assert.Equal("error", poll.GetProperty("severity").GetString());
        Assert.NotEmpty(poll.GetProperty("message").GetProperty("zh").GetString()!);
        Assert.NotEmpty(poll.GetProperty("message").GetProperty("en").GetString()!);
    }

    [Fact]
    public async Task An_empty_folder_is_refused()
    {
        using var folder = new ConfigFolder(gateway: null);
        var call = new CliCall();

        Assert.Equal(ExitCode.Failed, await call.Async("check", "--config", folder.Path, "--lang", "en"));
        Assert.Contains("edgeguard.json:1:1", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_configuration_is_accepted()
    {
        using var folder = new ConfigFolder(ConfigFolder.Least);
        folder.Write("devices.d/climate.json", """{"id": "climate", "bus": "tcp://127.0.0.1", "profile": "xy-md02"}""");
        var call = new CliCall();

        int exit = await call.Async("check", "--config", folder.Path, "--lang", "en");

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("accepted. 1 devices", call.Out, StringComparison.Ordinal);
    }

    private static ConfigFolder Wrong()
    {
        var folder = new ConfigFolder(
            """
            {
              "gatway": {"id": "g1", "site": "s1"}
            }
            """);
        folder.Write(
            "devices.d/ups1.json",
            """
            {
              "id": "ups1", "bus": "tcp://127.0.0.1", "profile": "huawei-ups2000",
              "poll": "5 seconds"
            }
            """);
        return folder;
    }
}
