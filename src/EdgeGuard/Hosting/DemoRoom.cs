using System.Buffers;
using System.Text.Json;
using EdgeGuard.Simulator;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// The configuration of the demo: the files of <c>hardware/rooms/demo</c>, and an edgeguard.json that names the ports at which
/// the virtual room answers and the broker. Written into a folder, so that the gateway reads it like any other.
/// </summary>
internal static class DemoRoom
{
    private const string Room = "rooms/demo";

    public static void Write(string folder, VirtualRoom room, Uri broker)
    {
        foreach (string part in (string[])["devices.d", "rules.d"])
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
            foreach ((string name, Func<byte[]> read) in ShippedFiles.List($"{Room}/{part}"))
                File.WriteAllBytes(Path.Combine(folder, part, name), read());
        }

        File.WriteAllBytes(Path.Combine(folder, "edgeguard.json"), Gateway(room, broker).ToArray());
    }

    private static ReadOnlyMemory<byte> Gateway(VirtualRoom room, Uri broker)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartObject("gateway");
            json.WriteString("id", "demo");
            json.WriteString("site", "demo");
            json.WriteEndObject();
            WriteBuses(json, room);
            json.WriteStartObject("mqtt");
            json.WriteString("broker", broker.OriginalString);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteBuses(Utf8JsonWriter json, VirtualRoom room)
    {
        json.WriteStartObject("buses");
        foreach (DeviceEndpoint device in room.Endpoints.Values.OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject(device.Name);
            json.WriteString("kind", "modbusTcp");
            json.WriteString("host", device.Address.Address.ToString());
            json.WriteNumber("port", device.Address.Port);
            json.WriteEndObject();
        }

        json.WriteStartObject("i2c");
        json.WriteString("kind", "i2c");
        json.WriteNumber("adapter", VirtualBoard.I2cAdapter);
        json.WriteEndObject();
        json.WriteStartObject("gpio");
        json.WriteString("kind", "gpio");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
