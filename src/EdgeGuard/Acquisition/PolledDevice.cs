using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>A device on its bus: where it is read, when, and into what.</summary>
internal sealed class PolledDevice
{
    /// <param name="answers">What the source counts its requests in; without it the bus counts its polls.</param>
    public PolledDevice(DeviceModel device, IPointSource source, AnswerTally? answers = null)
    {
        Device = device;
        Source = source;
        Schedule = new PollSchedule(device.Poll);
        Batch = new PollBatch(device.Index, device.Points);
        Answers = answers ?? new AnswerTally();
        CountsRequests = answers is not null;
        Read = cancellationToken => Source.ReadAsync(Batch, cancellationToken);
    }

    public DeviceModel Device { get; }

    public IPointSource Source { get; }

    /// <summary>Reads <see cref="Source"/> into <see cref="Batch"/>; made once, so that a poll makes nothing.</summary>
    public Func<CancellationToken, ValueTask> Read { get; }

    public PollSchedule Schedule { get; }

    public PollBatch Batch { get; }

    public AnswerTally Answers { get; }

    /// <summary>The source counts its own requests in <see cref="Answers"/>.</summary>
    public bool CountsRequests { get; }

    private TaskCompletionSource? _nextPoll;

    /// <summary>Completes when the device's next poll that begins was judged.</summary>
    public Task NextPoll => (_nextPoll ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The poll is over: counts it, where nobody counted its requests.</summary>
    public void Count(TimeSpan time)
    {
        if (CountsRequests)
            return;
        if (!Batch.Failed)
            Answers.Answered(time, refused: false);
        else
            Answers.Failed(Batch.Count > 0 && Batch.Readings[0].Reason == QualityReason.Crc ? AnswerFault.Crc : AnswerFault.Other);
    }

    /// <summary>A poll begins: whoever asked before is told at its end.</summary>
    public TaskCompletionSource? TakeWaiter() => Interlocked.Exchange(ref _nextPoll, null);
}
