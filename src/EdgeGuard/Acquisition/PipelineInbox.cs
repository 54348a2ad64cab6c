using System.Threading.Channels;
using EdgeGuard.Core.Pipeline;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>What waits for the pipeline: an input, or a question to be asked on the pipeline's own thread.</summary>
/// <param name="Applied">Released when it was dealt with; null when nobody waits.</param>
internal readonly record struct PipelineWork(
    GatewayInput? Input,
    Action<GatewayPipeline, PipelineOutput?>? Then,
    SemaphoreSlim? Applied);

/// <summary>
/// The way into the pipeline. A bus waits until its poll was dealt with before it polls again: a slow pipeline slows the
/// polling down, drops nothing, and nothing ever waits behind more than one poll a bus.
/// </summary>
internal sealed class PipelineInbox
{
    private readonly Channel<PipelineWork> _channel = Channel.CreateBounded<PipelineWork>(
        new BoundedChannelOptions(4096) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public ChannelReader<PipelineWork> Reader => _channel.Reader;

    /// <summary>Hands an input over and waits until it was applied.</summary>
    public async ValueTask ApplyAsync(GatewayInput input, SemaphoreSlim applied, CancellationToken cancellationToken)
    {
        await _channel.Writer.WriteAsync(new PipelineWork(input, null, applied), cancellationToken).ConfigureAwait(false);
        await applied.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hands an input over without waiting; for ticks, notes and link changes.</summary>
    public ValueTask PostAsync(GatewayInput input, CancellationToken cancellationToken) =>
        _channel.Writer.WriteAsync(new PipelineWork(input, null, null), cancellationToken);

    /// <summary>The same from a thread that must not wait; false when the inbox is full or closed.</summary>
    public bool TryPost(GatewayInput input) => _channel.Writer.TryWrite(new PipelineWork(input, null, null));

    /// <summary>Asks on the pipeline's thread, after applying <paramref name="input"/> if there is one.</summary>
    public async Task<T> AskAsync<T>(
        GatewayInput? input,
        Func<GatewayPipeline, PipelineOutput?, T> question,
        CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = new PipelineWork(input, (pipeline, output) => Answer(answer, question, pipeline, output), null);
        await _channel.Writer.WriteAsync(work, cancellationToken).ConfigureAwait(false);
        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Complete() => _channel.Writer.TryComplete();

    private static void Answer<T>(
        TaskCompletionSource<T> answer,
        Func<GatewayPipeline, PipelineOutput?, T> question,
        GatewayPipeline pipeline,
        PipelineOutput? output)
    {
        try
        {
            answer.SetResult(question(pipeline, output));
        }
        catch (Exception e)
        {
            // It belongs to whoever asked; the pipeline goes on.
            answer.SetException(e);
        }
    }
}
