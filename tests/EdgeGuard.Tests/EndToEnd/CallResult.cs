using System.Text.Json;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>What a call of the command line ended with.</summary>
internal sealed record CallResult(int Exit, string Out, string Error)
{
    /// <summary>Its standard output, which must be one JSON document.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;
}
