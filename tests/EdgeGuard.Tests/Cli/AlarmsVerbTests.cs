using System.Text.Json;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Cli;

public class AlarmsVerbTests
{
    [Theory]
    [InlineData("zh", "└ 空调停机", "H 已抑制", "预计 8 min 05 s 后达到 30 °C", "预计剩余 2 min 58 s", "首发", "抖动 12 次", "搁置至 11-25 20:40（1 h 59 min），li：换表 new meter", "维护：ac2 至 11-25 20:40", "停用直到人工恢复，root", "env.humidity.humid")]
    [InlineData("en", "└ Air conditioner stopped", "H suppressed", "reaches 30 °C in 8 min 05 s", "2 min 58 s left by forecast", "first out", "chatters, 12 times", "shelved until 11-25 20:40 (1 h 59 min) by li: 换表 new meter", "maintenance of ac2 until 11-25 20:40", "out of service until a person ends it by root", "env.humidity.humid")]
    public async Task Everything_there_is_to_say_of_an_alarm_is_said(string language, params string[] texts)
    {
        await using var daemon = new FakeDaemon(Incident.Answer);
        var call = new CliCall(width: 250);

        int exit = await call.Async("alarms", "--lang", language, "--socket", daemon.Socket);

        Assert.Equal(ExitCode.Done, exit);
        Assert.All(texts, t => Assert.Contains(t, call.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_announced_follows_in_a_group_of_its_own()
    {
        await using var daemon = new FakeDaemon(Incident.Answer);
        var call = new CliCall(width: 140);

        await call.Async("alarms", "--lang", "en", "--socket", daemon.Socket);

        int heading = call.Out.IndexOf("Not announced, 3", StringComparison.Ordinal);
        Assert.True(call.Out.IndexOf("Door open", StringComparison.Ordinal) < heading);
        Assert.True(call.Out.IndexOf("Voltage low", StringComparison.Ordinal) > heading);
    }

    [Fact]
    public async Task Many_hidden_alarms_are_told_as_a_number_until_all_are_wanted()
    {
        AlarmReport[] many = [.. Enumerable.Range(0, 25).Select(i => Incident.Alarms[5] with { Key = $"meter.v{i}.low", Label = new($"低{i}", $"Low {i}.") })];
        await using var daemon = new FakeDaemon(_ => new ControlAnswer { Last = true, Alarms = many });
        var some = new CliCall();
        var all = new CliCall();

        await some.Async("alarms", "--lang", "en", "--socket", daemon.Socket);
        await all.Async("alarms", "--all", "--lang", "en", "--socket", daemon.Socket);

        Assert.Contains("No alarm is announced.", some.Out, StringComparison.Ordinal);
        Assert.Contains("and 15 more: edgeguard alarms --all", some.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Low 24.", some.Out, StringComparison.Ordinal);
        Assert.Contains("Low 24.", all.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_carries_state_flags_parent_forecast_and_who_hid_it()
    {
        await using var daemon = new FakeDaemon(Incident.Answer);
        var call = new CliCall();

        await call.Async("alarms", "--json", "--socket", daemon.Socket);

        JsonElement[] alarms = [.. JsonDocument.Parse(call.Out).RootElement.EnumerateArray()];
        Assert.Equal("first", alarms[0].GetProperty("firstOut").GetString());
        Assert.Equal("0000000025", alarms[2].GetProperty("parent").GetProperty("serial").GetString());
        Assert.Equal(485, alarms[2].GetProperty("forecast").GetDouble());
        Assert.False(alarms[2].GetProperty("announced").GetBoolean());
        Assert.Equal("li", alarms[5].GetProperty("shelved").GetProperty("by").GetString());
        Assert.Equal("2026-11-25T20:40:00+08:00", alarms[5].GetProperty("shelved").GetProperty("until").GetString());
        Assert.Equal("ac2", alarms[6].GetProperty("maintenance").GetProperty("device").GetString());
        Assert.Equal("A", alarms[7].GetProperty("phase").GetString());
    }

    [Fact]
    public async Task Many_rules_that_failed_are_told_as_a_number()
    {
        StatusReport status = Samples.Status with { FailedRules = [.. Enumerable.Range(0, 9).Select(i => $"rule{i}: broken")] };
        await using var daemon = new FakeDaemon(_ => new ControlAnswer { Last = true, Status = status });
        var call = new CliCall();

        await call.Async("status", "--lang", "en", "--socket", daemon.Socket);

        Assert.Contains("rule2: broken", call.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("rule3: broken", call.Out, StringComparison.Ordinal);
        Assert.Contains("and 6 more", call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "近 10 分钟 12 条，告警泛滥；抖动 1；超过 24 小时 0", "未告知：1 搁置、3 抑制、1 停用", "slope-high: index out of range", "ac2 至 11-25 20:40")]
    [InlineData("en", "12 in 10 min, a flood; 1 chattering; 0 standing over 24 h", "not announced: 1 shelved, 3 suppressed, 1 out of service", "slope-high: index out of range", "ac2 until 11-25 20:40")]
    public async Task The_status_tells_how_the_alarms_serve(string language, params string[] texts)
    {
        await using var daemon = new FakeDaemon(Incident.Answer);
        var call = new CliCall(width: 200);

        await call.Async("status", "--lang", language, "--socket", daemon.Socket);

        Assert.All(texts, t => Assert.Contains(t, call.Out, StringComparison.Ordinal));
    }
}
