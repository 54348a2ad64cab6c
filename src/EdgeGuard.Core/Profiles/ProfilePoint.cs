using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>What a profile says of one point, module numbers written out: all that a <see cref="PointInfo"/> needs of it.</summary>
/// <param name="Name">Unique in the device.</param>
/// <param name="SignalId">The signal's; the same for all modules.</param>
/// <param name="States">Words for the numbers the point gives out; empty for a measured one.</param>
/// <param name="Clear">For the device's own alarm bits.</param>
/// <param name="Module">Number of the repeated module; null outside of one.</param>
public sealed record ProfilePoint(
    string Name,
    string Signal,
    string? SignalId,
    Unit Unit,
    Words Label,
    IReadOnlyDictionary<int, Words> States,
    AlarmClear? Clear,
    int? Module)
{
    public required RegisterTable Table { get; init; }

    /// <summary>First register (or bit) on the wire.</summary>
    public required int Address { get; init; }

    public required RegisterType Type { get; init; }

    /// <summary>The bit of the register, from 0; null: the whole of it.</summary>
    public int? Bit { get; init; }

    internal static ProfilePoint Of(PlacedPoint placed, SignalDictionary signals)
    {
        var signal = signals[placed.Point.Signal];
        if (!Units.TryFindCanonical(signal.Unit, out var unit))
            throw new ArgumentException($"Signal {placed.Point.Signal} has \"{signal.Unit}\", which is no canonical unit.", nameof(signals));
        return new(
            placed.Name,
            placed.Point.Signal,
            signal.SignalId,
            unit.Value,
            LabelOf(placed, signal),
            placed.Point.States ?? signal.States,
            placed.Point.Clear,
            placed.Number)
        {
            Table = placed.Table,
            Address = placed.Address,
            Type = placed.Type,
            Bit = placed.Point.Bit,
        };
    }

    private static Words LabelOf(PlacedPoint placed, SignalInfo signal)
    {
        if (placed.Number is not { } number)
            return placed.Point.Label ?? signal.Label;
        return placed.Point.Label is { } own
            ? new(Numbered(own.Zh, number), Numbered(own.En, number))
            : new($"{signal.Label.Zh} {number}", $"{signal.Label.En} {number}");
    }

    private static string Numbered(string text, int number) => text.Replace("{n}", $"{number}", StringComparison.Ordinal);
}
