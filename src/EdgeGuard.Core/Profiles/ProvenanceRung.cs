using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>How well a map is known, from weakest to strongest; only the last has proven word order and scale.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ProvenanceRung>))]
public enum ProvenanceRung : byte
{
    /// <summary>Read in the maker's document.</summary>
    Manual,

    /// <summary>Read in a program that is used with the device.</summary>
    Code,

    /// <summary>Compared with the device's own display.</summary>
    Hardware,
}
