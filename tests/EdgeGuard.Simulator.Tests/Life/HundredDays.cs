using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Simulator.Tests.Life;

/// <summary>What a hundred ordinary days showed; lived once for all tests.</summary>
internal sealed class HundredDays
{
    private static readonly Lazy<HundredDays> Life = new(() => new HundredDays());

    private readonly double[] _least = new double[RoomLayout.Points.Count], _most = new double[RoomLayout.Points.Count];

    private HundredDays()
    {
        Array.Fill(_least, double.PositiveInfinity);
        Array.Fill(_most, double.NegativeInfinity);
        // No poll is lost, so that none of the single moments is; devices are polled less often, to be quicker.
        var life = new RoomLife(new RoomLifeOptions { LostPolls = 0, Poll = TimeSpan.FromSeconds(30) });
        long runSince = 0;
        bool ran = false;
        life.Until(TimeSpan.FromDays(100), poll =>
        {
            Look(poll);
            bool runs = life.State.AirConditioner1.CompressorRuns;
            if (runs && !ran)
                runSince = poll.At;
            else if (ran && !runs)
                Runs.Add((poll.At - runSince) / 1000);
            ran = runs;
        });
        Runs.Sort();
    }

    public static HundredDays Once => Life.Value;

    /// <summary>Polls in which a probe read 85 degC; they count in no extreme.</summary>
    public int Spikes { get; private set; }

    /// <summary>Of devices; contacts are not in it.</summary>
    public (double Least, double Most) Of(string path) => (_least[RoomLayout.Point(path)], _most[RoomLayout.Point(path)]);

    /// <summary>Looks at the contacts that saw smoke.</summary>
    public int Trips { get; private set; }

    /// <summary>Lengths of the runs of compressor 1, s, shortest first.</summary>
    public List<long> Runs { get; } = [];

    private void Look(in RoomPoll poll)
    {
        if (RoomLayout.Devices[poll.Device].Contacts)
        {
            Trips += poll.Values[0].Value + poll.Values[1].Value > 0 ? 1 : 0;
            return;
        }

        foreach (RoomValue value in poll.Values)
        {
            if (value.Value == 85 && poll.Values.Length == 2)
            {
                Spikes++;
                continue;
            }

            _least[value.Point] = Math.Min(_least[value.Point], value.Value);
            _most[value.Point] = Math.Max(_most[value.Point], value.Value);
        }
    }
}
