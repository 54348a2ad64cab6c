using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// What the unit of a part is while an expression is bound. Volts times amperes are watts or volt-amperes, whichever they are set
/// beside; a literal without a unit takes that of its neighbour.
/// </summary>
internal readonly record struct Measure(Unit Unit, MeasureKind Kind = MeasureKind.Fixed)
{
    /// <summary>A literal without a unit.</summary>
    public static Measure Plain => new(Unit.None, MeasureKind.Plain);

    /// <summary>Of a part that could not be bound here; fits everything, so that one fault is told once.</summary>
    public static Measure Unknown => new(Unit.None, MeasureKind.Unknown);

    private static Measure Product => new(Unit.Watt, MeasureKind.VoltsTimesAmperes);

    public bool IsPlain => Kind == MeasureKind.Plain;

    public string Name => Unit == Unit.None ? Units.NameOf(Unit.None) : Unit.Name();

    /// <summary>The unit both can be in, as a sum or a comparison needs; null: none.</summary>
    public static Measure? Common(Measure a, Measure b)
    {
        if (a.Kind == MeasureKind.Unknown || b.Kind == MeasureKind.Unknown)
            return Unknown;
        if (a.IsPlain)
            return b;
        if (b.IsPlain || (a.Unit == b.Unit && a.Kind == b.Kind))
            return a;
        if (a.Kind == MeasureKind.VoltsTimesAmperes && b.Unit is Unit.Watt or Unit.VoltAmpere)
            return b;
        return b.Kind == MeasureKind.VoltsTimesAmperes && a.Unit is Unit.Watt or Unit.VoltAmpere ? a : null;
    }

    public static Measure? Times(Measure a, Measure b)
    {
        if (a.Kind == MeasureKind.Unknown || b.Kind == MeasureKind.Unknown)
            return Unknown;
        if (a.IsPlain || (a.Unit == Unit.None && !b.IsPlain))
            return b;
        if (b.IsPlain || b.Unit == Unit.None)
            return a;
        return (a.Unit, b.Unit) is (Unit.Volt, Unit.Ampere) or (Unit.Ampere, Unit.Volt) ? Product : null;
    }

    public static Measure? Over(Measure a, Measure b)
    {
        if (a.Kind == MeasureKind.Unknown || b.Kind == MeasureKind.Unknown)
            return Unknown;
        if (b.IsPlain || b.Unit == Unit.None)
            return b.IsPlain || !a.IsPlain ? a : b;
        if (!a.IsPlain && Common(a, b) is not null)
            return new Measure(Unit.None);
        return (a.Unit, b.Unit) switch
        {
            (Unit.Watt or Unit.VoltAmpere, Unit.Volt) => new Measure(Unit.Ampere),
            (Unit.Watt or Unit.VoltAmpere, Unit.Ampere) => new Measure(Unit.Volt),
            _ => null,
        };
    }
}
