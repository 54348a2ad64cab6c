using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>The one thread of the pipeline: takes what comes in, and hands on what has to be kept and sent.</summary>
internal sealed class PipelineLoop(
    GatewayPipeline pipeline,
    PipelineInbox inbox,
    CommitLoop commits,
    Action progress)
{
    /// <summary>Told of every transition, on the pipeline's thread; for the live view.</summary>
    public Action<AlarmTransition>? Told { get; set; }

    /// <summary>Has done what the gateway itself wants written, on the pipeline's thread.</summary>
    public Action<OutputWrite>? CarryOut { get; set; }

    /// <summary>Told when the gateway's supply fails or is well again, after all that was judged of it was given to be kept; on the pipeline's thread.</summary>
    public Action<bool>? Power { get; set; }

    /// <summary>Runs until the inbox is completed and empty.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (PipelineWork work in inbox.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            Take(work);
            progress();
        }
    }

    public void Take(PipelineWork work)
    {
        PipelineOutput? output = work.Input is null ? null : pipeline.Apply(work.Input);
        if (output is not null)
            Keep(output);
        bool? power = output?.PowerFails;
        work.Then?.Invoke(pipeline, output);
        if (power is { } fails)
            Power?.Invoke(fails);
        work.Applied?.Release();
    }

    public void Keep(PipelineOutput output)
    {
        if (!output.IsEmpty)
            commits.Post(output.ToBatch());
        foreach (AlarmTransition transition in output.Transitions)
            Told?.Invoke(transition);
        foreach (OutputWrite write in output.Writes)
            CarryOut?.Invoke(write);
    }
}
