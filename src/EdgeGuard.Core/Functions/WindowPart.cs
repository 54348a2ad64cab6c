using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Functions;

/// <summary>A closed part of a window.</summary>
internal struct WindowPart
{
    private const double PerUnit = 1e6;
    private const double MostOnGrid = 1e9;

    /// <summary>What was kept, on a grid of a millionth: what reads 26.7 is 26.7 again; NaN: nothing.</summary>
    public double Value;

    /// <summary>ms in which the input was known.</summary>
    public int Known;

    /// <summary>Mean moment of the samples, in ms from the part's beginning.</summary>
    public int Offset;

    /// <summary>More than half of the known time was uncertain.</summary>
    public bool Unsure;

    public static readonly WindowPart Nothing = new() { Value = double.NaN };

    public readonly bool HasValue => !double.IsNaN(Value);

    public static double OnGrid(double value) => Math.Abs(value) < MostOnGrid ? Math.Round(value * PerUnit) / PerUnit : value;

    /// <summary>Mostly three or four bytes: one for "all of it known", the others for the difference to the part before.</summary>
    public readonly void Save(StateWriter writer, int width, bool withOffset, ref long grid)
    {
        bool whole = Math.Abs(Value) < MostOnGrid;
        long form = !HasValue ? 0 : whole ? 1 : 2;
        writer.Write((long)(width - Known) << 3 | form << 1 | (Unsure ? 1L : 0L));
        if (form == 1)
        {
            long own = (long)Math.Round(Value * PerUnit);
            writer.Write(own - grid);
            grid = own;
        }
        else if (form == 2)
        {
            writer.Write(Value);
        }

        if (HasValue && withOffset)
            writer.Write((long)Offset);
    }

    public static WindowPart Load(ref StateReader reader, int width, bool withOffset, ref long grid)
    {
        long head = reader.ReadLong();
        var part = Nothing with { Known = width - (int)Math.Clamp(head >> 3, 0, width), Unsure = (head & 1) != 0 };
        long form = head >> 1 & 3;
        if (form == 1)
        {
            grid += reader.ReadLong();
            part.Value = grid / PerUnit;
        }
        else if (form == 2)
        {
            part.Value = reader.ReadDouble();
        }

        if (form != 0 && withOffset)
            part.Offset = (int)Math.Clamp(reader.ReadLong(), 0, width);
        return part;
    }
}
