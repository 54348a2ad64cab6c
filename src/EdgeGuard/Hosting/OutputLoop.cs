using System.Threading.Channels;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Carries out what was decided about the outputs of one bus, in its order: a turn on the bus to write and to read back, and a word to the
/// pipeline of what came of it.
/// </summary>
/// <param name="outputs">By the operation's id.</param>
/// <param name="time">Real time: a bus is real.</param>
internal sealed class OutputLoop(BusLoop bus, IReadOnlyDictionary<string, IOutput> outputs, BootTime clock, PipelineInbox inbox, TimeProvider time)
{
    /// <summary>How long a writing may take, its wait for a turn and its reading back included [our default].</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Channel<Order> _orders = Channel.CreateUnbounded<Order>(new UnboundedChannelOptions { SingleReader = true });

    public bool Has(OutputWrite write) => outputs.ContainsKey(write.Operation.Id);

    /// <summary>Any thread; what is asked first is done first.</summary>
    public Task<OperatedInput> CarryOut(OutputWrite write)
    {
        var order = new Order(write, new TaskCompletionSource<OperatedInput>(TaskCreationOptions.RunContinuationsAsynchronously));
        _orders.Writer.TryWrite(order);
        return order.Done.Task;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await _orders.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            await RunOnceAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does everything that was asked for.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        while (_orders.Reader.TryRead(out Order? order))
        {
            OperatedInput result = await DoAsync(order.Write, bus.TakeTurnAsync, cancellationToken).ConfigureAwait(false);
            await inbox.PostAsync(result, cancellationToken).ConfigureAwait(false);
            order.Done.SetResult(result);
        }
    }

    /// <summary>At a stop, when the bus is not polled any more: without waiting for a turn.</summary>
    public async Task ReturnAsync(IEnumerable<OutputWrite> writes, CancellationToken cancellationToken)
    {
        foreach (OutputWrite write in writes.Where(Has))
        {
            OperatedInput result = await DoAsync(write, static async (work, token) => await work(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            inbox.TryPost(result);
        }
    }

    private async Task<OperatedInput> DoAsync(
        OutputWrite write, Func<Func<CancellationToken, ValueTask>, CancellationToken, Task> turn, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        Words? fault = null;
        bool unchanged = false;
        try
        {
            await turn(async token => (fault, unchanged) = await WriteAsync(outputs[write.Operation.Id], write, token).ConfigureAwait(false), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            string seconds = $"{s_patience.TotalSeconds:0}";
            fault = new Words($"{seconds} 秒内没有完成", $"not done within {seconds} s");
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            fault = new Words(e.Message, e.Message);
        }

        return new OperatedInput(clock.Now, write, fault, unchanged);
    }

    private static async ValueTask<(Words? Fault, bool Unchanged)> WriteAsync(IOutput output, OutputWrite write, CancellationToken cancellationToken)
    {
        // What an earlier run left alone is not written at every start: registers wear too.
        if (write.Cause == WriteCause.Start && await output.ReadAsync(cancellationToken).ConfigureAwait(false) == write.Value)
            return (null, true);
        await output.WriteAsync(write.Value, cancellationToken).ConfigureAwait(false);
        int read = await output.ReadAsync(cancellationToken).ConfigureAwait(false);
        return read == write.Value ? default : (new Words($"读回 {read}", $"{read} was read back"), false);
    }

    private sealed record Order(OutputWrite Write, TaskCompletionSource<OperatedInput> Done);
}
