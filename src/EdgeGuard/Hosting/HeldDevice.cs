using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What was told last of each point of a device, and when its next poll falls due.</summary>
internal sealed class HeldDevice(DeviceModel model)
{
    private static readonly TimeSpan s_leastPoll = TimeSpan.FromSeconds(1);
    private static readonly MonotonicTime s_never = new(uint.MaxValue, TimeSpan.MaxValue);

    private readonly Reading?[] _told = new Reading?[model.Points.Count];
    private readonly Reading[] _readings = new Reading[model.Points.Count];

    public DeviceModel Model => model;

    /// <summary>Far away until something is known.</summary>
    public MonotonicTime Due { get; private set; } = s_never;

    public void Take(in Reading reading)
    {
        for (int i = 0; i < model.Points.Count; i++)
        {
            if (model.Points[i] == reading.Point)
                _told[i] = reading;
        }
    }

    /// <summary>Everything known, as a poll of this time brought it. Valid until the next call.</summary>
    public PollInput Poll(MonotonicTime at)
    {
        Due = at + (model.Poll > TimeSpan.Zero ? model.Poll : s_leastPoll);
        int count = 0;
        foreach (Reading? told in _told)
        {
            if (told is { } reading)
                _readings[count++] = At(reading, at);
        }

        ReadOnlyMemory<Reading> all = _readings.AsMemory(0, count);
        return new PollInput(at, model.Index, all, IsSilence(all.Span));
    }

    private static Reading At(in Reading told, MonotonicTime at) => told.Quality switch
    {
        Quality.Good => Reading.Good(told.Point, told.Value, at),
        Quality.Uncertain => Reading.Uncertain(told.Point, told.Value, told.Reason, at),
        _ => Reading.Bad(told.Point, told.Reason, at),
    };

    /// <summary>A poll that failed makes every point bad for the same want of an answer.</summary>
    private static bool IsSilence(ReadOnlySpan<Reading> readings)
    {
        foreach (Reading reading in readings)
        {
            if (reading.Quality != Quality.Bad || reading.Reason is not (QualityReason.CommFailure or QualityReason.Crc or QualityReason.Stale))
                return false;
        }

        return !readings.IsEmpty;
    }
}
