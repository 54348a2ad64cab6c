using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGuard.Gateway.Modbus;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What is known of the devices from earlier runs, and what this one adds. Safe for several threads.</summary>
internal sealed class DeviceMemories
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DeviceMemory> _earlier;
    private readonly SortedDictionary<string, DeviceMemory> _known = new(StringComparer.Ordinal);
    private bool _hasChanged;
    private bool _hasNewTexts;

    /// <param name="kept">As <see cref="TakeChanges"/> gave it; null: there is nothing yet.</param>
    public DeviceMemories(ReadOnlySpan<byte> kept)
    {
        try
        {
            _earlier = kept.IsEmpty ? [] : JsonSerializer.Deserialize(kept, DeviceMemoryJson.Default.DictionaryStringDeviceMemory) ?? [];
        }
        catch (JsonException)
        {
            (_earlier, IsDamaged) = ([], true);
        }
    }

    /// <summary>What was kept could not be read: everything is learnt anew.</summary>
    public bool IsDamaged { get; }

    /// <summary>What is known of a device, if it is still what it was.</summary>
    public DeviceMemory Of(string device, string fingerprint)
    {
        lock (_gate)
        {
            return _known[device] = _earlier.GetValueOrDefault(device) is { } memory && memory.Fingerprint == fingerprint ? memory : new DeviceMemory(fingerprint);
        }
    }

    public void Keep(string device, DeviceMemory memory)
    {
        lock (_gate)
        {
            _hasNewTexts |= !Same(memory.Texts, TextsOf(device));
            _known[device] = memory;
            _hasChanged = true;
        }
    }

    /// <summary>What a device said of itself, by the names of its profile.</summary>
    public IReadOnlyDictionary<string, string> TextsOf(string device)
    {
        lock (_gate)
        {
            return _known.GetValueOrDefault(device)?.Texts ?? new Dictionary<string, string>();
        }
    }

    private static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(text => other.GetValueOrDefault(text.Key) == text.Value);

    /// <summary>Whether a device said something else of itself since this was asked last.</summary>
    public bool TakeNewTexts()
    {
        lock (_gate)
        {
            bool hasNewTexts = _hasNewTexts;
            _hasNewTexts = false;
            return hasNewTexts;
        }
    }

    /// <summary>Everything, to be kept, if there is anything new; without the devices that are not configured any more.</summary>
    public byte[]? TakeChanges()
    {
        lock (_gate)
        {
            if (!_hasChanged)
                return null;
            _hasChanged = false;
            return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, DeviceMemory>(_known), DeviceMemoryJson.Default.DictionaryStringDeviceMemory);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Dictionary<string, DeviceMemory>))]
internal sealed partial class DeviceMemoryJson : JsonSerializerContext;
