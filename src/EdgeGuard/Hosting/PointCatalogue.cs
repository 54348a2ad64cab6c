using System.Buffers;
using System.Text.Json;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// The retained <c>points</c> message: every point with its signal, unit, words, limits, and the profile it comes from with how
/// far that is proven, and what devices say of themselves. A plain object: <c>{v, gw, cfgHash, points: […], devices: […]}</c>.
/// </summary>
internal static class PointCatalogue
{
    /// <summary>What a point mostly takes, so that the buffer seldom grows.</summary>
    private const int PointBytes = 384;

    public static ReadOnlyMemory<byte> Write(GatewayConfiguration configuration, GatewayModel model, Hardware hardware, Func<string, IReadOnlyDictionary<string, string>> textsOf)
    {
        Dictionary<string, DeviceConfig> devices = configuration.Devices.ToDictionary(d => d.Id, StringComparer.Ordinal);
        ILookup<int, AlarmDefinition> alarms = model.Alarms.ToLookup(a => a.Point.Id.Index);
        var buffer = new ArrayBufferWriter<byte>(1024 + PointBytes * model.Points.Count);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = MessageJson.Encoder }))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("gw", configuration.Gateway.Gateway.Id);
            json.WriteString("cfgHash", configuration.Hash);
            json.WriteStartArray("points");
            foreach (PointInfo point in model.Points.All)
                Write(json, point, alarms[point.Id.Index], devices.GetValueOrDefault(point.Device), hardware);
            json.WriteEndArray();
            WriteDevices(json, configuration.Devices, textsOf);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, PointInfo point, IEnumerable<AlarmDefinition> alarms, DeviceConfig? device, Hardware hardware)
    {
        json.WriteStartObject();
        json.WriteString("id", point.Name);
        if (point.Signal is not null)
            json.WriteString("signal", point.Signal);
        if (point.SignalId is not null)
            json.WriteString("signalId", point.SignalId);
        json.WriteString("type", point.States.Count > 0 ? "state" : "analog");
        if (point.Unit != Unit.None)
            json.WriteString("unit", point.Unit.Name());
        MessageJson.Write(json, "label", point.Label);
        WriteStates(json, point);
        WriteLimits(json, alarms);
        if (device?.Profile is { } name && hardware.Profile(name) is { } profile)
            WriteProvenance(json, profile);
        else if (device?.Sensor is { } sensor)
            json.WriteString("sensor", sensor);
        json.WriteEndObject();
    }

    /// <summary>Those that say something: <c>{id, texts: {model, serial, …}}</c>, by the names of their profile.</summary>
    private static void WriteDevices(Utf8JsonWriter json, IEnumerable<DeviceConfig> devices, Func<string, IReadOnlyDictionary<string, string>> textsOf)
    {
        json.WriteStartArray("devices");
        foreach (DeviceConfig device in devices)
        {
            IReadOnlyDictionary<string, string> texts = textsOf(device.Id);
            if (texts.Count == 0)
                continue;
            json.WriteStartObject();
            json.WriteString("id", device.Id);
            json.WriteStartObject("texts");
            foreach ((string name, string text) in texts.OrderBy(t => t.Key, StringComparer.Ordinal))
                json.WriteString(name, text);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStates(Utf8JsonWriter json, PointInfo point)
    {
        if (point.States.Count == 0)
            return;
        json.WriteStartObject("states");
        foreach ((int value, Words words) in point.States.OrderBy(s => s.Key))
            MessageJson.Write(json, value.ToString(), words);
        json.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter json, IEnumerable<AlarmDefinition> alarms)
    {
        json.WriteStartArray("limits");
        foreach (AlarmDefinition alarm in alarms)
        {
            foreach (Stage stage in alarm.Rule.Stages)
            {
                json.WriteStartObject();
                json.WriteString("rule", alarm.Rule.Id);
                json.WriteString("stage", stage.Name);
                json.WriteNumber("level", stage.Level);
                if (stage.Limit is { } limit)
                    json.WriteNumber("limit", limit);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteProvenance(Utf8JsonWriter json, DeviceProfile profile)
    {
        json.WriteStartObject("profile");
        json.WriteString("name", profile.Name);
        json.WriteString("rung", profile.Provenance.Rung.ToString().ToLowerInvariant());
        json.WriteString("source", profile.Provenance.Source);
        json.WriteEndObject();
    }
}
