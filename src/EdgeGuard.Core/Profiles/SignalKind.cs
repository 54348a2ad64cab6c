using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>What sort of number a signal is.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SignalKind>))]
public enum SignalKind : byte
{
    /// <summary>A measured or counted number.</summary>
    Analog,

    /// <summary>0 at rest, 1 in alarm (or open door, lost mains).</summary>
    Contact,

    /// <summary>One of several states; the numbers have words.</summary>
    State,
}
