namespace EdgeGuard.Modbus.Tests.Fuzz;

/// <summary>Alters frames: bits, bytes, lengths, or everything.</summary>
internal sealed class FrameMutator(Random random)
{
    /// <summary>Altered until the frame itself is nowhere in it.</summary>
    public byte[] Spoil(ReadOnlySpan<byte> frame, int head)
    {
        byte[] altered;
        do
        {
            altered = Alter(frame, head, out _);
        }
        while (altered.AsSpan().IndexOf(frame) >= 0);
        return altered;
    }

    /// <summary>A frame made of this one, and whether a CRC-16 is sure to notice: up to three wrong bits in what the length does not depend on.</summary>
    /// <param name="head">Bytes at the beginning that the length depends on.</param>
    public byte[] Alter(ReadOnlySpan<byte> frame, int head, out bool sure)
    {
        sure = false;
        switch (random.Next(8))
        {
            case 0:
                sure = true;
                return Flip(frame, Math.Min(head, frame.Length - 1), random.Next(1, 4));
            case 1:
                return Flip(frame, 0, random.Next(1, 20));
            case 2:
                return frame[..random.Next(1, frame.Length)].ToArray();
            case 3:
                return [.. frame[..random.Next(frame.Length)], .. Noise(random.Next(1, 300)), .. frame[random.Next(frame.Length)..]];
            case 4:
                var tail = frame.ToArray();
                random.NextBytes(tail.AsSpan(Math.Min(head, tail.Length - 1)));
                return tail;
            case 5:
                return [.. Noise(random.Next(1, 6)), .. frame];
            case 6:
                var single = frame.ToArray();
                single[random.Next(single.Length)] = (byte)random.Next(256);
                return single;
            default:
                return Noise(random.Next(1, 300));
        }
    }

    public byte[] Noise(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private byte[] Flip(ReadOnlySpan<byte> frame, int from, int bits)
    {
        var copy = frame.ToArray();
        for (var i = 0; i < bits; i++)
        {
            copy[random.Next(from, copy.Length)] ^= (byte)(1 << random.Next(8));
        }

        return copy;
    }
}
