using EdgeGuard.Gateway.Scanning;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>scan --json</c>: what was asked, and what was found; of the four lists that of the kind is there.</summary>
internal sealed record ScanDocument(string Kind, IReadOnlyList<ScanHead> Buses)
{
    public IReadOnlyList<UnitFound>? Units { get; init; }

    public IReadOnlyList<ChipFound>? Chips { get; init; }

    public IReadOnlyList<LineFound>? Lines { get; init; }

    public IReadOnlyList<ProbeFound>? Probes { get; init; }
}

/// <summary><c>read --raw --json</c></summary>
internal sealed record RawDocument(RawHead Device, IReadOnlyList<RawRequest> Requests);
