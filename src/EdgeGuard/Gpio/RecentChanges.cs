namespace EdgeGuard.Gateway.Gpio;

/// <summary>How often something happened in the last minute, to the second.</summary>
internal sealed class RecentChanges
{
    private const int Seconds = 60;

    private readonly (long Second, int Count)[] _slots = new (long, int)[Seconds];
    private int _seen;

    /// <param name="total">How often it happened since the start.</param>
    public int Of(int total, TimeSpan now)
    {
        long second = (long)now.TotalSeconds;
        ref (long Second, int Count) slot = ref _slots[second % Seconds];
        if (slot.Second != second)
            slot = (second, 0);
        slot.Count += total - _seen;
        _seen = total;
        int sum = 0;
        foreach ((long at, int count) in _slots)
        {
            if (at > second - Seconds)
                sum += count;
        }

        return sum;
    }
}
