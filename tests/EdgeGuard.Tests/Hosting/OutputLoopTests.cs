using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class OutputLoopTests : IDisposable
{
    private static readonly OperationConfig s_horn = new() { Id = "horn", Bus = "header", Line = 5 };

    private readonly FakeTimeProvider _time = new();
    private readonly PipelineInbox _inbox = new();
    private readonly FakeOutput _output = new();
    private readonly BusLoop _bus;
    private readonly OutputLoop _loop;

    public OutputLoopTests()
    {
        var clock = new BootTime(1, _time);
        _bus = new BusLoop("header", [], clock, _time, _inbox, static () => { });
        _loop = new OutputLoop(_bus, new Dictionary<string, IOutput> { ["horn"] = _output }, clock, _inbox, _time);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("no answer", null, "no answer")]
    [InlineData(null, 0, "0 was read back")]
    public async Task What_is_written_is_read_back_in_one_turn_and_told_to_the_pipeline(string? error, int? reads, string? fault)
    {
        _output.Error = error;
        _output.Reads = reads;
        Task<OperatedInput> done = _loop.CarryOut(Write(1, WriteCause.Asked));

        Task doing = _loop.RunOnceAsync(TestContext.Current.CancellationToken);
        await _bus.RunOnceAsync(TestContext.Current.CancellationToken);
        await doing;

        OperatedInput result = await done;
        Assert.Equal((fault, false), (result.Fault?.En, result.Unchanged));
        Assert.True(_inbox.Reader.TryRead(out PipelineWork told));
        Assert.Same(result, told.Input);
    }

    [Theory]
    [InlineData(0, true, "read")]
    [InlineData(1, false, "read, write 0, read")]
    public async Task At_a_start_what_is_at_rest_is_not_written(int left, bool unchanged, string calls)
    {
        _output.Value = left;
        Task<OperatedInput> done = _loop.CarryOut(Write(0, WriteCause.Start));

        Task doing = _loop.RunOnceAsync(TestContext.Current.CancellationToken);
        await _bus.RunOnceAsync(TestContext.Current.CancellationToken);
        await doing;

        Assert.Equal((unchanged, null), ((await done).Unchanged, (await done).Fault));
        Assert.Equal(calls, string.Join(", ", _output.Calls));
    }

    [Fact]
    public async Task A_bus_that_gives_no_turn_costs_its_time_and_is_told()
    {
        Task<OperatedInput> done = _loop.CarryOut(Write(1, WriteCause.Asked));
        Task doing = _loop.RunOnceAsync(TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(10));
        await doing;

        Assert.Equal("not done within 10 s", (await done).Fault!.En);
        Assert.Empty(_output.Calls);
    }

    [Fact]
    public async Task At_a_stop_it_is_written_without_a_turn()
    {
        await _loop.ReturnAsync([Write(0, WriteCause.Stop)], TestContext.Current.CancellationToken);

        Assert.Equal(["write 0", "read"], _output.Calls);
    }

    public void Dispose() => _bus.Dispose();

    private static OutputWrite Write(int value, WriteCause cause) => new(0, s_horn, value, "li", cause);

    private sealed class FakeOutput : IOutput
    {
        public int Value { get; set; }

        public string? Error { get; set; }

        /// <summary>What it reads back instead of its value.</summary>
        public int? Reads { get; set; }

        public List<string> Calls { get; } = [];

        public ValueTask<int> ReadAsync(CancellationToken cancellationToken)
        {
            Calls.Add("read");
            return ValueTask.FromResult(Reads ?? Value);
        }

        public ValueTask WriteAsync(int value, CancellationToken cancellationToken)
        {
            Calls.Add($"write {value}");
            Value = value;
            return Error is null ? ValueTask.CompletedTask : throw new IOException(Error);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
