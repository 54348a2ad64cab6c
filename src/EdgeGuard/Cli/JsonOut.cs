using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Prints the one JSON document of a call.</summary>
internal static class JsonOut
{
    public static void Write<T>(CliContext cli, T value, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = MessageJson.Encoder }))
            JsonSerializer.Serialize(json, value, type);
        cli.Out.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
