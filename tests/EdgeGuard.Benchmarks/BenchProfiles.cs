using System.Text;
using System.Text.Json;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Benchmarks;

/// <summary>Register maps to measure with: forty plain words, and a mixture as a real meter has it.</summary>
internal static class BenchProfiles
{
    public const int Points = 40;

    public static ReadPlan Words() => Plan(Enumerable.Range(0, Points).Select(i =>
        $$"""{ "name": "r{{i}}", "signal": "rectifier.loadCurrent", "address": {{i}}, "type": "u16", "scale": { "pow10": -1 } }"""));

    /// <summary>Ten points each of u16, s32, f32 in swapped order and single bits, over 60 registers.</summary>
    public static ReadPlan Mixed() => Plan(Enumerable.Range(0, Points).Select(i => (i / 10) switch
    {
        0 => Point(i, i, "\"type\": \"u16\", \"invalid\": [\"0xFFFF\"], \"range\": { \"min\": 0, \"max\": 60000 }"),
        1 => Point(i, 10 + 2 * (i - 10), "\"type\": \"s32\", \"scale\": { \"pow10\": -2 }, \"negate\": true"),
        2 => Point(i, 30 + 2 * (i - 20), "\"type\": \"f32\", \"order\": \"CDAB\", \"unit\": \"mA\""),
        _ => Point(i, 50, $"\"bit\": {i - 30}"),
    }));

    private static string Point(int i, int address, string members) =>
        $$"""{ "name": "r{{i}}", "signal": "rectifier.loadCurrent", "address": {{address}}, {{members}} }""";

    private static ReadPlan Plan(IEnumerable<string> points)
    {
        string text = $$"""
            {
              "name": "bench", "manufacturer": "bench", "model": "bench", "label": { "zh": "b", "en": "b" },
              "provenance": { "source": "bench", "rung": "code", "checked": "2026-11-23" },
              "addressing": { "style": "wire" }, "table": "holdingRegister",
              "points": [{{string.Join(", ", points)}}]
            }
            """;
        return ReadPlan.Build(JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(text), ProfileJson.Default.DeviceProfile)!);
    }
}
