using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

internal sealed class RawPatternConverter : JsonConverter<RawPattern>
{
    public override RawPattern Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number))
            return RawPattern.Of(number);
        if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } text
            && text.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong bits))
            return new(bits, false);
        throw new JsonException("A bit pattern is a whole number such as -32768, or a text such as \"0xFFFF\".");
    }

    public override void Write(Utf8JsonWriter writer, RawPattern value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
