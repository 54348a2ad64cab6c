using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>An address as a manual writes it: the number <c>8198</c> or the text <c>"0x2006"</c>.</summary>
public sealed class RegisterNumberConverter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number))
            return number;
        if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } text
            && text.StartsWith("0x", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number))
            return number;
        throw new JsonException("An address is a whole number such as 8198, or a text such as \"0x2006\".");
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
