using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using UnitsNet;
using Binding = Iot.Device.Scd4x.Scd4x;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>
/// Sensirion SCD40, SCD41: carbon dioxide (ppm by volume), temperature (degC) and relative humidity (%RH), one measurement every 5 s. A poll waits
/// for the next one, and the first poll also for the chip to stop what it did before. Source: datasheet SCD4x, sections 1 and 3.5.
/// </summary>
internal sealed class Scd4xChip(I2cDevice device, PointId carbonDioxide, PointId temperature, PointId humidity, TimeProvider time)
    : BoundChip<Binding>(device, time)
{
    public const int Address = Binding.DefaultI2cAddress;

    /// <summary>What the chip can say, and where it may be.</summary>
    private const double HighestPpm = 40_000, LowestDegC = -10, HighestDegC = 60;

    /// <summary>The period and a fifth, for a chip whose clock is slow [our default]. The binding itself would look for 11 s.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(6);

    private readonly TimeProvider _time = time;

    protected override Binding Bind() => new(Device);

    protected override async ValueTask<string?> ReadAsync(Binding binding, PollBatch batch, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(s_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            (VolumeConcentration? air, RelativeHumidity? percent, Temperature? degrees) =
                await binding.ReadPeriodicMeasurementAsync(either.Token).ConfigureAwait(false);
            Add(batch, air?.PartsPerMillion, degrees?.DegreesCelsius, percent?.Percent);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"the chip did not finish a measurement within {s_patience.TotalSeconds:0} s";
        }
    }

    private void Add(PollBatch batch, double? ppm, double? degrees, double? percent)
    {
        SensirionWord.Add(batch, carbonDioxide, Heard[..3], "carbon dioxide", _ => ppm ?? double.NaN, 0, HighestPpm);
        SensirionWord.Add(batch, temperature, Heard[3..6], "temperature", _ => degrees ?? double.NaN, LowestDegC, HighestDegC);
        SensirionWord.Add(batch, humidity, Heard[6..], "humidity", _ => percent ?? double.NaN, 0, 100);
    }
}
