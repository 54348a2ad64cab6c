using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

/// <summary>Small profiles out of the parts a test is about.</summary>
internal static class ProfileText
{
    public static DeviceProfile WithPoints(string points, string rest = "") => Shipped.Parse($$"""
        {
          "name": "test", "manufacturer": "m", "model": "m", "label": { "zh": "z", "en": "e" },
          "provenance": { "source": "test", "rung": "manual", "checked": "2026-01-01" },
          "addressing": { "style": "wire" },
          {{rest}}
          "points": [{{points}}]
        }
        """);

    /// <summary>One point <c>p</c> of <c>generic.value</c> at address 0.</summary>
    public static DeviceProfile WithPoint(string members, string rest = "") =>
        WithPoints($$"""{ "name": "p", "signal": "generic.value", "address": 0, {{members}} }""", rest);
}
