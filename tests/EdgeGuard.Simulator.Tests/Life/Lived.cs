using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Simulator.Tests.Life;

/// <summary>Runs a life and keeps what a test asks for.</summary>
internal static class Lived
{
    /// <summary>Lets a life go on up to a time.</summary>
    public static void Until(this RoomLife life, TimeSpan end, RoomPollSeen? seen = null)
    {
        long last = (long)end.TotalMilliseconds;
        RoomPoll poll;
        while ((poll = life.Next()).At < last)
            seen?.Invoke(poll);
    }

    /// <summary>The good values of one point with their times, from the begin of the life to its end.</summary>
    public static List<(long At, double Value)> Values(RoomLifeOptions options, string path, TimeSpan end)
    {
        List<(long, double)> found = [];
        int point = RoomLayout.Point(path);
        int device = RoomLayout.Device(path[..path.IndexOf('.', StringComparison.Ordinal)]);
        int index = point - RoomLayout.Devices[device].First;
        new RoomLife(options).Until(end, poll =>
        {
            if (poll.Device == device && !poll.Values[index].Bad)
                found.Add((poll.At, poll.Values[index].Value));
        });
        return found;
    }

    /// <summary>No events, no noise, no lost polls: only the faults given.</summary>
    public static RoomLifeOptions Quiet(params LifeEvent[] faults) => new() { OrdinaryEvents = false, Noise = 0, LostPolls = 0, Faults = faults };
}
