using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>One object of Read Device Identification (Modbus application protocol V1.1b3, section 6.21).</summary>
/// <param name="Object">0-255; 0 vendor, 1 product code, 2 revision, from 0x80 the maker's own.</param>
/// <param name="Contains">Text that the object's value contains.</param>
/// <param name="Code">Read code: 1 basic, 2 regular, 3 extended, 4 this object alone.</param>
/// <param name="From">First object to ask for, where the device answers no other. Null: the object itself.</param>
public sealed record IdentityObject(
    [property: JsonConverter(typeof(RegisterNumberConverter))] int Object,
    string Contains,
    int Code = 4,
    int? From = null);
