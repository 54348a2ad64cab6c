using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class SerialSupplyTests
{
    private readonly PipelineInbox _inbox = new();
    private readonly GatewayPipeline _pipeline = new(ModelBuilder.Build([], RuleSet.Plain(), Language.En, new TelemetryConfig()));

    [Fact]
    public async Task A_disk_that_gives_no_numbers_ends_nothing_and_is_asked_again()
    {
        bool fails = true;
        var supply = new SerialSupply(_inbox, _ => fails ? throw new OutboxFaultException("read-only") : 5000u);

        await AnsweringAsync(supply.TopUpAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, _pipeline.SerialsLeft);
        fails = false;
        await AnsweringAsync(supply.TopUpAsync(TestContext.Current.CancellationToken));

        Assert.Equal(SerialSupply.Block, _pipeline.SerialsLeft);
    }

    [Fact]
    public async Task A_disk_that_hangs_does_not_hold_up_the_stop_and_its_numbers_are_not_lost()
    {
        using var answers = new ManualResetEventSlim();
        using var stop = new CancellationTokenSource();
        using var asked = new ManualResetEventSlim();
        var supply = new SerialSupply(_inbox, _ =>
        {
            asked.Set();
            answers.Wait(TestContext.Current.CancellationToken);
            return 5000;
        });

        Task hanging = supply.TopUpAsync(stop.Token);
        await AnsweringAsync(Task.Run(() => asked.Wait(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        answers.Set();
        await AnsweringAsync(supply.TopUpAsync(TestContext.Current.CancellationToken));

        Assert.Equal(SerialSupply.Block, _pipeline.SerialsLeft);
    }

    private async Task AnsweringAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            while (_inbox.Reader.TryRead(out PipelineWork work))
                work.Then!(_pipeline, null);
            await Task.Yield();
        }

        await task;
    }
}
