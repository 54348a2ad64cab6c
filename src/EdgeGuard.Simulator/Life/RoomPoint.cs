namespace EdgeGuard.Simulator.Life;

/// <summary>A point of the room as its device tells it.</summary>
public sealed class RoomPoint
{
    internal RoomPoint(string name, string signal, double perUnit, double noise, Func<LifeMoment, double> value) =>
        (Name, Signal, PerUnit, Noise, Read) = (name, signal, perUnit, noise, value);

    public string Name { get; }

    /// <summary>In signals.json; its unit is the unit of the values.</summary>
    public string Signal { get; }

    /// <summary>Name of the device and of the point: <c>ac1.mode</c>. Filled when the room is laid out.</summary>
    public string Path { get; internal set; } = "";

    /// <summary>Steps a unit that the device can tell: 10 for 0.1 degC.</summary>
    internal double PerUnit { get; }

    /// <summary>Standard deviation, in the point's unit.</summary>
    internal double Noise { get; }

    internal Func<LifeMoment, double> Read { get; }
}
