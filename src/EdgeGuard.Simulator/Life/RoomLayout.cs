namespace EdgeGuard.Simulator.Life;

/// <summary>What stands in the room, by the names of <c>tests/rooms/ordinary</c>.</summary>
public static class RoomLayout
{
    public static IReadOnlyList<RoomDevice> Devices { get; } = Build();

    public static IReadOnlyList<RoomPoint> Points { get; } = [.. Devices.SelectMany(d => d.Points)];

    /// <summary>Index of a device by its name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static int Device(string name)
    {
        for (int i = 0; i < Devices.Count; i++)
        {
            if (Devices[i].Name == name)
                return i;
        }

        throw new ArgumentException($"There is no device \"{name}\"; there are {string.Join(", ", Devices.Select(d => d.Name))}.", nameof(name));
    }

    /// <summary>Index of a point by its path, <c>ac1.mode</c>.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static int Point(string path)
    {
        for (int i = 0; i < Points.Count; i++)
        {
            if (Points[i].Path == path)
                return i;
        }

        throw new ArgumentException($"There is no point \"{path}\".", nameof(path));
    }

    private static List<RoomDevice> Build()
    {
        List<RoomDevice> devices = [];
        Add("contacts", RoomPoints.Contacts(), contacts: true);
        Add("ac1", CoolingPoints.Of(1));
        Add("ac2", CoolingPoints.Of(2));
        Add("inletLow", RoomPoints.Inlet(1), probe: 1);
        Add("inletMiddle", RoomPoints.Inlet(2), probe: 2);
        Add("inletHigh", RoomPoints.Inlet(3), probe: 3);
        Add("climate", RoomPoints.Climate(4), probe: 4);
        Add("rect", PowerPoints.Rectifier());
        Add("bat1", PowerPoints.Battery());
        Add("ups", PowerPoints.Ups());
        Add("meter", PowerPoints.Meter());
        return devices;

        void Add(string name, RoomPoint[] points, int probe = 0, bool contacts = false)
        {
            foreach (RoomPoint point in points)
                point.Path = $"{name}.{point.Name}";
            devices.Add(new RoomDevice(name, devices.Sum(d => d.Points.Count), points, probe, contacts));
        }
    }
}
