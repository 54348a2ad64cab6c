using System.Text.Json;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

public class SignalDictionaryTests
{
    [Fact]
    public void The_shipped_dictionary_has_no_finding()
    {
        var file = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(Shipped.Hardware, "signals.json")), ProfileJson.Default.SignalFile)!;

        Assert.Empty(SignalChecks.Check(file));
    }

    [Theory]
    [InlineData("env.temperature", "0418101001", "degC")]
    [InlineData("env.smoke", "0418002001", "none")]
    [InlineData("rectifier.dcVoltage", "0406111001", "V")]
    [InlineData("ups.load", null, "%")]
    public void A_signal_is_known_by_its_id_and_unit(string name, string? id, string unit) =>
        Assert.Equal((id, unit), (Shipped.Signals[name].SignalId, Shipped.Signals[name].Unit));

    [Fact]
    public void What_a_dictionary_must_not_say_is_found()
    {
        var file = JsonSerializer.Deserialize(
            """
            { "signals": {
              "Env.x": { "unit": "degF", "kind": "analog", "signalId": "12", "label": { "zh": "a", "en": "a" } },
              "env.y": { "unit": "V", "kind": "contact", "label": { "zh": "a", "en": "a" } }
            } }
            """,
            ProfileJson.Default.SignalFile)!;

        Assert.Equal(
            ["$.signals.Env.x", "$.signals.Env.x.unit", "$.signals.Env.x.signalId", "$.signals.env.y.unit", "$.signals.env.y.states"],
            SignalChecks.Check(file).Select(finding => finding.Path));
    }
}
