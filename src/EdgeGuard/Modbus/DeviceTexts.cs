using System.Collections.ObjectModel;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>The texts of a device (model, serial number, firmware): read once after every connect, some a poll, after its values.</summary>
internal sealed class DeviceTexts
{
    private readonly DeviceProfile? _profile;
    private readonly IReadOnlyList<DeviceText> _texts;
    private readonly string?[] _values;
    private readonly List<Words> _changes = [];
    private int _next;

    /// <param name="known">What they were in an earlier run, by name.</param>
    public DeviceTexts(DeviceProfile? profile, IReadOnlyDictionary<string, string> known)
    {
        _profile = profile;
        _texts = profile?.Texts ?? [];
        _values = [.. _texts.Select(t => known.GetValueOrDefault(t.Name))];
        _next = _texts.Count;
    }

    public int MaxRegisters => _texts.Select(static t => t.Count).DefaultIfEmpty(0).Max();

    public bool IsDue => _next < _texts.Count;

    public IReadOnlyList<DeviceAttribute> Attributes =>
        _texts.Select((t, i) => new DeviceAttribute(t.Name, Label(t), _values[i] ?? "")).Where(static a => a.Value.Length > 0).ToArray();

    public IReadOnlyDictionary<string, string> Values =>
        Attributes is { Count: > 0 } known ? known.ToDictionary(static a => a.Name, static a => a.Value, StringComparer.Ordinal) : ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The device came, or came back: they are read anew.</summary>
    public void Begin() => _next = 0;

    /// <summary>Reads at most so many; true when one is another than before. One that is not answered is left for the next time.</summary>
    public async ValueTask<bool> ReadAsync(UnitRequests unit, int most, CancellationToken cancellationToken)
    {
        bool isNew = false;
        for (int i = 0; i < most && IsDue; i++)
        {
            DeviceText text = _texts[_next];
            RegisterTable table = text.Table ?? _profile!.Table;
            var request = new UnitRequest(table, (ushort)_profile!.Addressing.ToWire(table, text.Address), (ushort)text.Count);
            ModbusException? error = await unit.AskAsync(request, cancellationToken).ConfigureAwait(false);
            if (error is null)
                isNew |= Take(_next, DeviceText.Decode(unit.Registers[..text.Count], text.Form));
            // The device is there, its values were just read: one that keeps silent about a text must not cost the bus another wait.
            _next = error is not null && !UnitRequests.IsRefusal(error) ? _texts.Count : _next + 1;
        }

        return isNew;
    }

    /// <summary>What is another than it was, in words.</summary>
    public IReadOnlyList<Words> TakeChanges()
    {
        Words[] changes = [.. _changes];
        _changes.Clear();
        return changes;
    }

    private bool Take(int place, string value)
    {
        if (value == (_values[place] ?? ""))
            return false;
        if (_values[place] is { Length: > 0 } before)
            _changes.Add(ReadingWords.Changed(Label(_texts[place]), before, value));
        _values[place] = value;
        return true;
    }

    private static Words Label(DeviceText text) => text.Label ?? new Words(text.Name, text.Name);
}
