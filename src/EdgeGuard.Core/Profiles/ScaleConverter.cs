using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

internal sealed class ScaleConverter : JsonConverter<Scale>
{
    private const string Right = "A scale is a number such as 0.1, or {\"pow10\": -1}, or {\"pow2\": -7}.";

    public override Scale Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            double factor = reader.GetDouble();
            return factor != 0 && double.IsFinite(factor) ? Scale.Of(factor) : throw new JsonException(Right);
        }

        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            throw new JsonException(Right);
        bool two = reader.ValueTextEquals("pow2"u8);
        if (!two && !reader.ValueTextEquals("pow10"u8))
            throw new JsonException(Right);
        if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int exponent) || Math.Abs(exponent) > 64
            || !reader.Read() || reader.TokenType != JsonTokenType.EndObject)
            throw new JsonException(Right);
        return two ? Scale.Pow2(exponent) : Scale.Pow10(exponent);
    }

    public override void Write(Utf8JsonWriter writer, Scale value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Multiply / value.Divide);
}
