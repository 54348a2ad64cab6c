using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>
/// The order in which the bytes of a value arrive, A the most significant of 32 bits. It is two independent choices, so it is
/// meant for every width: which register comes first, and which byte of a register comes first. A 64-bit value in
/// <see cref="Cdab"/> has its least significant register first; a 16-bit value in <see cref="Badc"/> has its bytes swapped.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<RegisterOrder>))]
public enum RegisterOrder : byte
{
    /// <summary>Most significant register first, as most devices do.</summary>
    [JsonStringEnumMemberName("ABCD")]
    Abcd,

    /// <summary>Least significant register first.</summary>
    [JsonStringEnumMemberName("CDAB")]
    Cdab,

    /// <summary>Most significant register first, the bytes of each swapped.</summary>
    [JsonStringEnumMemberName("BADC")]
    Badc,

    /// <summary>Least significant register first, the bytes of each swapped: little endian throughout.</summary>
    [JsonStringEnumMemberName("DCBA")]
    Dcba,
}
