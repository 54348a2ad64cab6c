using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

internal sealed class ExpectedReadingConverter : JsonConverter<ExpectedReading>
{
    public override ExpectedReading Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number => new(reader.GetDouble(), QualityReason.None),
            JsonTokenType.String when reader.ValueTextEquals("sentinel"u8) => new(null, QualityReason.Sentinel),
            JsonTokenType.String when reader.ValueTextEquals("outOfRange"u8) => new(null, QualityReason.OutOfRange),
            _ => throw new JsonException("An expected reading is a number, \"sentinel\" or \"outOfRange\"."),
        };

    public override void Write(Utf8JsonWriter writer, ExpectedReading value, JsonSerializerOptions options)
    {
        if (value.Value is { } number)
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(value.Reason == QualityReason.Sentinel ? "sentinel" : "outOfRange");
    }
}
