using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Functions;

/// <summary>The part of a window that is being filled.</summary>
internal struct OpenPart
{
    private double _sum;
    private double _moments;
    private long _count;

    /// <summary>ms in which the input was known, and of them those in which it was uncertain.</summary>
    public int Known;
    public int Unsure;

    public readonly bool HasValue => _count > 0;

    /// <summary>Mean of what was seen so far times its ms; of events, their number.</summary>
    public readonly double Total => _sum;

    /// <summary>The value held for some ms.</summary>
    public void Hold(Keep keep, double value, int ms, bool unsure)
    {
        Known += ms;
        Unsure += unsure ? ms : 0;
        if (keep == Keep.Mean)
            (_sum, _count) = (_sum + value * ms, _count + 1);
        else
            TakeExtreme(keep, value);
    }

    /// <summary>The value was seen, <paramref name="offset"/> ms after the part's beginning.</summary>
    public void See(Keep keep, double value, int offset)
    {
        if (keep == Keep.Samples)
            (_sum, _moments, _count) = (_sum + value, _moments + offset, _count + 1);
        else
            TakeExtreme(keep, value);
    }

    public void CountOne() => (_sum, _count) = (_sum + 1, _count + 1);

    public readonly WindowPart Close(Keep keep) => new()
    {
        Value = _count == 0 ? double.NaN : WindowPart.OnGrid(keep switch { Keep.Mean => _sum / Known, Keep.Samples => _sum / _count, _ => _sum }),
        Known = Known,
        Offset = keep == Keep.Samples && _count > 0 ? (int)Math.Round(_moments / _count) : 0,
        Unsure = Unsure * 2L > Known,
    };

    private void TakeExtreme(Keep keep, double value)
    {
        if (keep is not (Keep.Least or Keep.Greatest or Keep.First))
            return;
        _sum = _count == 0 ? value : keep == Keep.Least ? Math.Min(_sum, value) : keep == Keep.Greatest ? Math.Max(_sum, value) : _sum;
        _count = 1;
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write(_count);
        writer.Write((long)Known);
        writer.Write((long)Unsure);
        if (_count == 0)
            return;
        writer.Write(_sum);
        writer.Write(_moments);
    }

    public static OpenPart Load(ref StateReader reader, int width)
    {
        var part = new OpenPart { _count = reader.ReadLong(), Known = reader.ReadCount(width), Unsure = reader.ReadCount(width) };
        if (part._count != 0)
            (part._sum, part._moments) = (reader.ReadDouble(), reader.ReadDouble());
        return part;
    }
}
