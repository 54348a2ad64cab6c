using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Functions;

/// <summary>What a condition was when it was last known; forgotten when that was too long ago.</summary>
internal struct KnownTruth
{
    private Truth _truth;
    private long _at;

    /// <returns>The truth known before; unknown when there was none within <paramref name="patience"/> ms.</returns>
    public Truth Take(Truth truth, long now, long patience)
    {
        Truth before = _truth != Truth.Unknown && now - _at > patience ? Truth.Unknown : _truth;
        if (truth != Truth.Unknown)
            (_truth, _at) = (truth, now);
        return before;
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write((long)_truth);
        writer.Write(_at);
    }

    public static KnownTruth Load(ref StateReader reader) =>
        new() { _truth = (Truth)reader.ReadCount((int)Truth.True), _at = reader.ReadLong() };
}
