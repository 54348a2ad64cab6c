using System.Runtime.InteropServices;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class ClockSyncProbeTests
{
    private const int Ok = 0;
    private const int TimeError = 5;
    private const int StaUnsync = 0x40;
    private const int StaPll = 0x01;
    private const int Eperm = 1;

    [Fact]
    public void The_structure_is_as_long_as_the_kernels_and_its_fields_stand_where_the_kernels_do()
    {
        Assert.Equal(208, Marshal.SizeOf<KernelTimex>());
        Assert.Equal(24, Marshal.OffsetOf<KernelTimex>(nameof(KernelTimex.MaxError)));
        Assert.Equal(40, Marshal.OffsetOf<KernelTimex>(nameof(KernelTimex.Status)));
    }

    [Fact]
    public void This_machines_kernel_answers_or_says_why_not()
    {
        var state = new ClockSyncProbe().Read();

        Assert.True(state.Fault is null ? state.MaxError >= TimeSpan.Zero : state.Sync == ClockSync.Unsynced);
    }

    [Theory]
    [InlineData(Ok, StaPll, ClockSync.Sync)]
    [InlineData(Ok, StaPll | StaUnsync, ClockSync.Unsynced)]
    [InlineData(TimeError, StaPll, ClockSync.Unsynced)]
    public void The_clock_is_synchronised_when_neither_the_state_nor_the_status_denies_it(int result, int status, ClockSync expected)
    {
        var state = Probe((result, status, 0)).Read();

        Assert.Equal(expected, state.Sync);
        Assert.Equal(TimeSpan.FromMilliseconds(250), state.MaxError);
        Assert.Null(state.Fault);
    }

    [Fact]
    public void A_clock_that_was_synchronised_and_is_not_any_more_is_in_holdover()
    {
        var probe = Probe((Ok, 0, 0), (TimeError, StaUnsync, 0), (Ok, 0, 0));

        Assert.Equal(
            [ClockSync.Sync, ClockSync.Holdover, ClockSync.Sync],
            [probe.Read().Sync, probe.Read().Sync, probe.Read().Sync]);
    }

    [Fact]
    public void A_refused_call_counts_as_not_synchronised_and_says_why()
    {
        var state = Probe((-1, 0, Eperm)).Read();

        Assert.Equal(ClockSync.Unsynced, state.Sync);
        Assert.Null(state.MaxError);
        Assert.Contains("adjtimex", state.Fault);
        Assert.Contains("not permitted", state.Fault);
    }

    [Fact]
    public void A_machine_without_the_call_counts_as_not_synchronised()
    {
        var probe = new ClockSyncProbe((ref KernelTimex _, out int _) => throw new EntryPointNotFoundException("adjtimex"));

        Assert.Equal(ClockSync.Unsynced, probe.Read().Sync);
    }

    private static ClockSyncProbe Probe(params (int Result, int Status, int Errno)[] answers)
    {
        var queue = new Queue<(int Result, int Status, int Errno)>(answers);
        return new ClockSyncProbe((ref KernelTimex timex, out int errno) =>
        {
            (var result, timex.Status, errno) = queue.Dequeue();
            timex.MaxError = 250_000;
            return result;
        });
    }
}
