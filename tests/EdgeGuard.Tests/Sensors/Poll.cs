using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors;

/// <summary>Polls a source on a clock that the test moves.</summary>
internal static class Poll
{
    public static readonly MonotonicTime Start = new(1, TimeSpan.FromSeconds(100));

    public static async Task<PollBatch> OnceAsync(IPointSource source, FakeTimeProvider time, params int[] points)
    {
        var batch = new PollBatch(0, points.Select(p => new PointId(p)));
        batch.Begin(Start);
        Task read = source.ReadAsync(batch, TestContext.Current.CancellationToken).AsTask();
        for (int step = 0; step < 1000 && !read.IsCompleted; step++)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        await read;
        return batch;
    }
}
