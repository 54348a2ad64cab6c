using System.Numerics;

namespace EdgeGuard.Core.Points;

/// <summary>
/// Finds one of many by its name. Keeps two numbers an item, where a dictionary keeps the name and what it names once more: a gateway has
/// tens of thousands of points and alarms. Open addressing; made once, changed never.
/// </summary>
internal sealed class NameIndex<T>
    where T : class
{
    private readonly T[] _items;
    private readonly Func<T, string> _nameOf;
    private readonly int[] _places;

    /// <exception cref="ArgumentException">Two items have one name.</exception>
    public NameIndex(T[] items, Func<T, string> nameOf)
    {
        (_items, _nameOf) = (items, nameOf);
        // At most four fifths full, so that a search ends soon.
        _places = new int[(int)BitOperations.RoundUpToPowerOf2((uint)(items.Length * 5L / 4) + 1)];
        for (int i = 0; i < items.Length; i++)
        {
            string name = nameOf(items[i]);
            ref int place = ref PlaceOf(name);
            if (place != 0)
                throw new ArgumentException($"Two items are named {name}.", nameof(items));
            place = i + 1;
        }
    }

    /// <summary>Null when there is none of that name.</summary>
    public T? Find(ReadOnlySpan<char> name) => PlaceOf(name) is var place and > 0 ? _items[place - 1] : null;

    /// <summary>Where the name stands, or would.</summary>
    private ref int PlaceOf(ReadOnlySpan<char> name)
    {
        int i = string.GetHashCode(name) & (_places.Length - 1);
        while (_places[i] != 0 && !name.SequenceEqual(_nameOf(_items[_places[i] - 1])))
            i = (i + 1) & (_places.Length - 1);
        return ref _places[i];
    }
}
