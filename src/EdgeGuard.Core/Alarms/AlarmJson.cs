using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Alarms;

/// <summary>How an alarm's durable state is written into the store.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AlarmRecord))]
[JsonSerializable(typeof(MaintenanceWindow))]
public sealed partial class AlarmJson : JsonSerializerContext;
