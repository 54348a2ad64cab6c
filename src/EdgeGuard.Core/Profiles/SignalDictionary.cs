using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EdgeGuard.Core.Profiles;

/// <summary>What a signal name means, for every device alike. Immutable.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A vocabulary; the field calls it so.")]
public sealed class SignalDictionary(SignalFile file)
{
    private readonly FrozenDictionary<string, SignalInfo> _signals = file.Signals.ToFrozenDictionary(StringComparer.Ordinal);

    public int Count => _signals.Count;

    /// <summary>In the order of their names.</summary>
    public IEnumerable<string> Names => _signals.Keys.Order(StringComparer.Ordinal);

    public bool TryFind(string name, [MaybeNullWhen(false)] out SignalInfo signal) => _signals.TryGetValue(name, out signal);

    /// <exception cref="ArgumentException">There is no such signal.</exception>
    public SignalInfo this[string name] =>
        TryFind(name, out var signal) ? signal : throw new ArgumentException($"There is no signal \"{name}\" in the dictionary.", nameof(name));

    /// <exception cref="JsonException">The text is not what <see cref="ProfileJson"/> describes.</exception>
    public static SignalDictionary Parse(ReadOnlySpan<byte> utf8) =>
        new(JsonSerializer.Deserialize(utf8, ProfileJson.Default.SignalFile) ?? throw new JsonException("The signal dictionary is null."));
}
