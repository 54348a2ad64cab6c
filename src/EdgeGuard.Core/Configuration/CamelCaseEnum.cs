using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Configuration;

/// <summary>An enumeration by name in camel case (<c>modbusTcp</c>), never by number.</summary>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
