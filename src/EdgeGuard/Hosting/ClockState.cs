using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What the kernel says of the wall clock.</summary>
/// <param name="MaxError">Its own bound of the error; null when it was not told. It grows by 0.5 ms a second without a time server.</param>
/// <param name="Fault">Why it could not be asked; then <paramref name="Sync"/> is the cautious answer.</param>
internal sealed record ClockState(ClockSync Sync, TimeSpan? MaxError, string? Fault);
