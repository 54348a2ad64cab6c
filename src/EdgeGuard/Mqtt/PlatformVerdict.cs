using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Mqtt;

/// <param name="Key">Who signed it; null: nobody that is known.</param>
/// <param name="Refusal">Why it is not taken; null: it is.</param>
/// <param name="Message">What it says; null where that could not be read.</param>
internal sealed record PlatformVerdict(string? Key, Words? Refusal, PlatformMessage? Message = null);
