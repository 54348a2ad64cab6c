using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>What the retained <c>status</c> message says of a gateway that has just connected.</summary>
/// <param name="Boot">Number of the gateway's run.</param>
/// <param name="Epoch">Random id of the number sequences in use; the platform signs for it.</param>
/// <param name="Seq0">First number of the alarm stream that this run gives.</param>
/// <param name="Firmware">Version of the gateway.</param>
/// <param name="ConfigHash">Names the configuration in force.</param>
/// <param name="Clock">How far its wall clock can be trusted now.</param>
/// <param name="Journal">The newest line of its journal: whoever keeps it can prove later what came before. Null: not told.</param>
internal sealed record Birth(
    uint Boot, string Epoch, long Seq0, string Firmware, string ConfigHash, ClockSync Clock, JournalHead? Journal = null)
{
    /// <summary>Why it may soon be gone, or is going (<c>power</c>); null: for no reason that it knows.</summary>
    public string? Reason { get; init; }
}
