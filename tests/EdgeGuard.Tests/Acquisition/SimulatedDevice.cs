using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Tests.Acquisition;

/// <summary>A device on a <see cref="SimulatedLine"/>; it is read whole when each of its requests was answered.</summary>
internal sealed class SimulatedDevice : IPointSource
{
    private readonly SimulatedLine _line;
    private readonly int _requests;

    public SimulatedDevice(SimulatedLine line, int index, TimeSpan period, int requests)
    {
        _line = line;
        _requests = requests;
        var model = new DeviceModel(
            index, $"d{index}", new Words("设备", "Device"), [new PointId(index)], new PointId(900), new PointId(901), period);
        Polled = new PolledDevice(model, this, new AnswerTally());
    }

    public PolledDevice Polled { get; }

    public bool IsAlive { get; set; } = true;

    public TimeSpan Turnaround { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>When its polls began, and how many of its requests were answered in each.</summary>
    public List<(TimeSpan At, int Answered)> Polls { get; } = [];

    public ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        int answered = 0;
        TimeSpan at = _line.Now;
        while (answered < _requests && _line.Ask(this))
            answered++;
        if (answered < _requests)
            batch.Fail(QualityReason.CommFailure, "no answer");
        else
            batch.Add(Reading.Good(batch.Points[0], 1, batch.At));
        Polls.Add((at, answered));
        return ValueTask.CompletedTask;
    }
}
