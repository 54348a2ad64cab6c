using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Sees to it that the pipeline never runs out of serial numbers.</summary>
/// <param name="reserve">Takes so many numbers from the store; gives the first. May wait for the disk.</param>
internal sealed class SerialSupply(PipelineInbox inbox, Func<int, uint> reserve)
{
    /// <summary>Serials taken from the store at a time; what a run does not use is skipped.</summary>
    public const int Block = 1000;

    private Task<uint>? _reserving;

    /// <summary>Reserves a block when half of one is used up. A disk that fails or hangs is asked again the next time.</summary>
    public async Task TopUpAsync(CancellationToken cancellationToken)
    {
        long left = await inbox.AskAsync(null, (p, _) => p.SerialsLeft, cancellationToken).ConfigureAwait(false);
        if (left > Block / 2)
            return;
        try
        {
            _reserving ??= Task.Run(() => reserve(Block), CancellationToken.None);
            uint first = await _reserving.WaitAsync(cancellationToken).ConfigureAwait(false);
            _reserving = null;
            await inbox.AskAsync(null, (p, _) => Add(p, first), cancellationToken).ConfigureAwait(false);
        }
        catch (OutboxFaultException)
        {
            // Told by the store itself (its Stats). Judging goes on with the numbers that are left.
            _reserving = null;
        }
    }

    private static bool Add(GatewayPipeline pipeline, uint first)
    {
        pipeline.AddSerials(first, Block);
        return true;
    }
}
