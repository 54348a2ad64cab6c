using System.Text.Json.Serialization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>
/// A contact at the far end of a supervised loop: the supply feeds the loop through a resistor, and two resistors at the contact
/// make its states four voltages. At rest <see cref="EndOhms"/> alone is seen. The contact of a loop that rests open lays
/// <see cref="AlarmOhms"/> beside it, that of a loop that rests closed puts it behind.
/// </summary>
public sealed record LoopConfig
{
    /// <summary>The second point of a loop says how its wires are: <c>smoke-line</c>.</summary>
    public const string LineSuffix = "-line";

    /// <summary>
    /// Two neighbouring states must be at least this share of the supply apart: half of it is left to each for the tolerance of the
    /// resistors, the supply and the wires [our default].
    /// </summary>
    public const double LeastShare = 0.1;

    /// <summary>0-3: AIN0-AIN3 against ground.</summary>
    public required int Input { get; init; }

    public required string Signal { get; init; }

    public required double SupplyVolts { get; init; }

    /// <summary>Between the supply and the input.</summary>
    public required double FeedOhms { get; init; }

    public required double EndOhms { get; init; }

    public required double AlarmOhms { get; init; }

    public ContactRest Rest { get; init; }

    /// <summary>A state that is seen must be seen again after this time [our default].</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(50);

    public Words? Name { get; init; }

    [JsonIgnore]
    public double NormalVolts => Divide(EndOhms);

    [JsonIgnore]
    public double AlarmVolts => Divide(Rest == ContactRest.Closed ? EndOhms + AlarmOhms : 1 / (1 / EndOhms + 1 / AlarmOhms));

    /// <summary>The smallest step between the voltages of two neighbouring states.</summary>
    [JsonIgnore]
    public double SmallestStep
    {
        get
        {
            double low = Math.Min(NormalVolts, AlarmVolts), high = Math.Max(NormalVolts, AlarmVolts);
            return Math.Min(low, Math.Min(high - low, SupplyVolts - high));
        }
    }

    private double Divide(double ohms) => SupplyVolts * ohms / (ohms + FeedOhms);
}
