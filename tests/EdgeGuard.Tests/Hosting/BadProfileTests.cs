using System.Text;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

/// <summary>A profile that cannot be is refused with its file, line, column and the reason.</summary>
public class BadProfileTests
{
    private static readonly SignalDictionary s_signals = new Hardware(null).Signals;

    [Theory]
    [InlineData("\"type\": \"u32\" },\n{ \"name\": \"b\", \"signal\": \"generic.value\", \"address\": 1, \"type\": \"u32\"", "8:54: error: $.points[1].address: ", "share some of their registers")]
    [InlineData("\"scale\": 0", "7:66: error: $.points[0].scale: ", "must not be 0")]
    [InlineData("\"scale\": \"2^99\"", "7:66: error: $.points[0].scale: ", "must be a number or an object")]
    [InlineData("\"scale\": \"ten\"", "7:66: error: $.points[0].scale: ", "must be a number or an object")]
    [InlineData("\"scale\": 1e400", "7:66: error: $.points[0].scale: ", "too big")]
    [InlineData("\"scale\": { \"pow2\": -99 }", "7:76: error: $.points[0].scale.pow2: ", "-64")]
    [InlineData("\"bit\": 16", "7:64: error: $.points[0].bit: ", "bit")]
    [InlineData("\"bit\": 12, \"bits\": 5", "7:76: error: $.points[0].bits: ", "bit")]
    [InlineData("\"type\": \"u16\" },\n{ \"name\": \"b\", \"signal\": \"generic.value\", \"address\": 65536, \"type\": \"u16\"", "8:54: error: $.points[1].address: ", "65535")]
    [InlineData("\"type\": \"u16\" },\n{ \"name\": \"b\", \"signal\": \"ups.lode\", \"address\": 1, \"type\": \"u16\"", "8:26: error: $.points[1].signal: ", "ups.load")]
    public void What_cannot_be_is_told_at_its_place(string members, string place, string reason)
    {
        string error = Assert.Single(Errors($$"""{ "name": "p", "signal": "generic.value", "address": 0, {{members}} }""", ""));

        Assert.StartsWith("profiles/x.json:" + place, error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_example_that_does_not_hold_is_told_at_its_expectation() => Assert.StartsWith(
        "profiles/x.json:5:90: error: $.examples[0].expect.p: ",
        Assert.Single(Errors(
            """{ "name": "p", "signal": "generic.value", "address": 0, "type": "u16" }""",
            "\"examples\": [{ \"name\": \"x\", \"given\": [{ \"address\": 0, \"values\": [7] }], \"expect\": { \"p\": 8 } }],")),
        StringComparison.Ordinal);

    private static string[] Errors(string points, string rest)
    {
        byte[] profile = Encoding.UTF8.GetBytes(
            $$"""
            {
              "name": "x", "manufacturer": "m", "model": "m", "label": { "zh": "z", "en": "e" },
              "provenance": { "source": "test", "rung": "manual", "checked": "2026-01-01" },
              "addressing": { "style": "wire" },
            {{rest}}
            "points": [
            {{points}} ] }
            """);
        return [.. ProfileFileCheck.Run("profiles/x.json", profile, s_signals).Select(e => e.In(Language.En))];
    }
}
