using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Scanning;

/// <summary>The one device of a bus, which is polled every second.</summary>
/// <param name="polled">Told of every poll.</param>
internal sealed class FakeSource(Action polled) : IPointSource
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly PipelineInbox _inbox = new();

    public ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        polled();
        return default;
    }

    public BusLoop Loop(FakeTimeProvider time)
    {
        var device = new DeviceModel(0, "d", new Words("设备", "Device"), [new PointId(0)], new PointId(1), new PointId(2), Period);
        return new BusLoop("test", [new PolledDevice(device, this)], new BootTime(1, time), time, _inbox, static () => { });
    }

    public async Task RunOnceAsync(BusLoop loop)
    {
        Task<TimeSpan> turn = loop.RunOnceAsync(TestContext.Current.CancellationToken).AsTask();
        while (!turn.IsCompleted)
        {
            while (_inbox.Reader.TryRead(out PipelineWork work))
                work.Applied!.Release();
            await Task.Yield();
        }

        await turn;
    }
}
