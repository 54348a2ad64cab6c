using System.Diagnostics;
using System.Reflection;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Modbus;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Modbus;

public class SteadyPollTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_poll_allocates_nothing_once_the_device_is_known(int refused)
    {
        // Unoptimised, the compiler makes the state of every asynchronous method an object.
        Assert.SkipWhen(typeof(ModbusSource).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true, "Holds for the optimised build alone.");
        ReadPlan plan = ReadPlan.Build(SampleDevice.Profile(SampleDevice.Points(Enumerable.Range(0, 20))));
        PointId[] ids = [.. Enumerable.Range(0, plan.PointCount).Select(static i => new PointId(i))];
        var source = new ModbusSource(new QuietClient(refused), 1, plan, ids);
        var batch = new PollBatch(0, ids);
        for (int i = 0; i < 50; i++)
            Poll(i);

        long least = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 500; i++)
                Poll(50 + i);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.Equal(refused < 0 ? 20 : 19, batch.Readings.ToArray().Count(static r => r.Quality == Quality.Good));

        void Poll(int second)
        {
            batch.Begin(new MonotonicTime(1, TimeSpan.FromMilliseconds(second)));
            ValueTask poll = source.ReadAsync(batch, TestContext.Current.CancellationToken);
            Assert.True(poll.IsCompletedSuccessfully);
        }
    }

    /// <summary>Answers at once, and allocates nothing but for the register that it refuses.</summary>
    private sealed class QuietClient(int refused) : IModbusClient
    {
        public ValueTask ReadBitsAsync(byte unit, ModbusTable table, ushort address, Memory<bool> destination, CancellationToken cancellationToken) => default;

        public ValueTask ReadRegistersAsync(byte unit, ModbusTable table, ushort address, Memory<ushort> destination, CancellationToken cancellationToken)
        {
            destination.Span.Fill(1);
            return address <= refused && refused < address + destination.Length
                ? throw new ModbusException(ModbusExceptionCode.IllegalDataAddress, "refused")
                : default;
        }

        public ValueTask WriteAsync(byte unit, ModbusWrite write, CancellationToken cancellationToken) => default;

        public ValueTask<ModbusIdentity> ReadIdentityAsync(byte unit, ModbusIdentityCategory category, byte firstObject, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }
}
