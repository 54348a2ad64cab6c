using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>How a device's own alarm bit goes back to 0.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AlarmClear>))]
public enum AlarmClear : byte
{
    /// <summary>By itself, when the cause is gone.</summary>
    Auto,

    /// <summary>Only when somebody clears it at the device.</summary>
    Manual,

    /// <summary>By itself or by hand, depending on the cause.</summary>
    Depending,
}
