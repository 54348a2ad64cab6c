using System.Text.Json.Serialization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>A good reading's value, written as a number, or a bad one's reason, written as its name (<c>"sentinel"</c>).</summary>
[JsonConverter(typeof(ExpectedReadingConverter))]
public readonly record struct ExpectedReading(double? Value, QualityReason Reason)
{
    public override string ToString() => Value is { } value ? $"{value}" : $"bad, {Reason}";
}
