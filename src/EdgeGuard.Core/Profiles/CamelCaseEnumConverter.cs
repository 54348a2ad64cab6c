using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>An enumeration by its name in camel case; a number in its place is an error.</summary>
public sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
