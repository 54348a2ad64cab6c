using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using UnitsNet;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>The two readings of a DHT, within what its maker says that it measures.</summary>
internal sealed record DhtValues(PointId Temperature, PointId Humidity, double LowestDegC, double HighestDegC)
{
    public void Add(PollBatch batch, Temperature temperature, RelativeHumidity humidity)
    {
        Add(batch, Temperature, "temperature", temperature.DegreesCelsius, LowestDegC, HighestDegC);
        Add(batch, Humidity, "humidity", humidity.Percent, 0, 100);
    }

    private static void Add(PollBatch batch, PointId point, string name, double value, double lowest, double highest)
    {
        if (value >= lowest && value <= highest)
            batch.Add(Reading.Good(point, value, batch.At));
        else
            batch.AddBad(point, QualityReason.OutOfRange, $"{name} {value:F1} is outside {lowest} to {highest}");
    }
}
