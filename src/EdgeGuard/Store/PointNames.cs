namespace EdgeGuard.Gateway.Store;

/// <summary>
/// A dictionary of points' names, in UTF-8, by numbers 0, 1, 2 …; it only grows. One thread at a time adds names; what has a number may be
/// asked for from any.
/// </summary>
internal sealed class PointNames
{
    /// <summary>The names one after the other. What was written is never written again: whoever still reads an array that was outgrown reads the same.</summary>
    private byte[] _text = new byte[512];

    /// <summary>Where in <see cref="_text"/> each name begins, and at last where the next will.</summary>
    private int[] _starts = new int[17];

    /// <summary>By a name's hash or the free place next to it: its number and one; 0 where there is none. A power of two, never full.</summary>
    private int[] _slots = new int[32];

    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            int[] starts = _starts;
            return _text.AsSpan(starts[number]..starts[number + 1]);
        }
    }

    /// <summary>The number of a name, given when it is new.</summary>
    public int Add(ReadOnlySpan<byte> name)
    {
        int slot = SlotOf(name);
        if (_slots[slot] > 0) return _slots[slot] - 1;
        Keep(name);
        _slots[slot] = _count + 1;
        Volatile.Write(ref _count, _count + 1);
        if (_count > _slots.Length / 4 * 3) Widen();
        return _count - 1;
    }

    /// <summary>A name as it comes, most often the one that came here before too.</summary>
    public int Add(ReadOnlySpan<byte> name, int guess) => guess < _count && name.SequenceEqual(this[guess]) ? guess : Add(name);

    private void Keep(ReadOnlySpan<byte> name)
    {
        int start = _starts[_count], end = start + name.Length;
        if (end > _text.Length) Array.Resize(ref _text, Math.Max(end, 2 * _text.Length));
        if (_count + 1 == _starts.Length) Array.Resize(ref _starts, 2 * _starts.Length);
        name.CopyTo(_text.AsSpan(start));
        _starts[_count + 1] = end;
    }

    /// <summary>Where a name stands, or would.</summary>
    private int SlotOf(ReadOnlySpan<byte> name)
    {
        int last = _slots.Length - 1;
        int slot = (int)Crc32C.Of(0, name) & last;
        while (_slots[slot] > 0 && !name.SequenceEqual(this[_slots[slot] - 1])) slot = (slot + 1) & last;
        return slot;
    }

    private void Widen()
    {
        _slots = new int[2 * _slots.Length];
        for (int number = 0; number < _count; number++) _slots[SlotOf(this[number])] = number + 1;
    }
}
