using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Scanning;

/// <summary>A part of what <c>read DEVICE --raw</c> tells: the device, or one request of its plan.</summary>
internal sealed record RawReport
{
    public RawHead? Head { get; init; }

    public RawRequest? Request { get; init; }
}

/// <param name="Requests">How many its plan has.</param>
internal sealed record RawHead(string Device, string Bus, int Unit, string Profile, string? Variant, int Requests);

/// <param name="Address">On the wire.</param>
/// <param name="Sent">The frame, in hexadecimal; null where this build's client shows none.</param>
/// <param name="Received">What came, all of it.</param>
/// <param name="Error">Why there are no registers.</param>
internal sealed record RawRequest(int Function, int Address, int Count, string? Sent, string? Received, double Milliseconds, string? Error)
{
    /// <summary>Nothing else was asked after this one: the device does not answer.</summary>
    public bool GivenUp { get; init; }

    /// <summary>Registers, or bits (0 and 1).</summary>
    public IReadOnlyList<RawRegister> Registers { get; init; } = [];
}

/// <param name="Points">The points that begin in it, in the order of the profile.</param>
internal sealed record RawRegister(int Address, int Value, IReadOnlyList<RawPoint> Points)
{
    /// <summary>A point of several registers goes on in it: its name.</summary>
    public string? PartOf { get; init; }
}

/// <param name="Bit">The lowest bit of the register that it is; null: the whole of it.</param>
/// <param name="Value">What the profile makes of it; null: nothing, for the reason.</param>
/// <param name="Unit">Name of the canonical unit.</param>
/// <param name="Text">The state's words, for a point that is a state.</param>
internal sealed record RawPoint(string Name, int? Bit, double? Value, string Unit, Words? Text, QualityReason Reason);
