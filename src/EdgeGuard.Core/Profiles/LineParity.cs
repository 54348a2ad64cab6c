using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>Parity of a serial line.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<LineParity>))]
public enum LineParity : byte
{
    None,
    Even,
    Odd,
}
