using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>What the verbs need that is not theirs.</summary>
internal sealed record CliParts
{
    public required Func<RunOptions, CancellationToken, Task<int>> Run { get; init; }

    public required Func<DemoOptions, CancellationToken, Task<int>> Demo { get; init; }

    /// <summary>Polls one device of a configuration folder once, while no daemon does.</summary>
    public required DeviceReader ReadDevice { get; init; }

    /// <summary>Answers <c>scan</c> and <c>raw</c> while no daemon does.</summary>
    public required DirectAnswers Direct { get; init; }

    /// <summary>Makes the console of a call, given its language and whether it wants JSON.</summary>
    public Func<Language, bool, CliContext> Open { get; init; } = Terminal.Open;

    /// <summary>Where parse errors and help go.</summary>
    public TextWriter Out { get; init; } = Console.Out;

    public TextWriter Error { get; init; } = Console.Error;
}

/// <summary>A device and its points as they are now, or why they cannot be told.</summary>
internal delegate Task<(IReadOnlyList<PointReport>? Points, DeviceReport? Device, Words? Error)> DeviceReader(
    string configFolder, string device, CancellationToken cancellationToken);

/// <summary>The answers of this process to a request, with the configuration of a folder.</summary>
internal delegate IAsyncEnumerable<ControlAnswer> DirectAnswers(string configFolder, ControlRequest request, CancellationToken cancellationToken);
