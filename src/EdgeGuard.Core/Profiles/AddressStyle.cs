using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>What the addresses of a profile are.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AddressStyle>))]
public enum AddressStyle : byte
{
    /// <summary>What goes over the wire, from 0.</summary>
    Wire,

    /// <summary>What the maker's document prints (30001, 40001, or merely one more): the wire's address plus a base.</summary>
    Documented,
}
