using System.Buffers.Binary;

namespace EdgeGuard.Simulator.Board;

/// <summary>A chip of 16-bit registers behind a pointer, the high byte first. No checksums.</summary>
internal abstract class WordRegisterChip : IVirtualChip
{
    private byte _pointer;

    public bool CorruptsChecksums { get; set; }

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return true;
        _pointer = bytes[0];
        if (bytes.Length == 2)
            Set(_pointer, bytes[1]);
        else if (bytes.Length >= 3)
            Set(_pointer, BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]));
        return true;
    }

    public bool Read(Span<byte> bytes)
    {
        ushort value = Get(_pointer);
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(i % 2 == 0 && bytes.Length > 1 ? value >> 8 : value);
        return true;
    }

    public virtual void PowerCycle() => _pointer = 0;

    protected abstract ushort Get(byte register);

    protected abstract void Set(byte register, ushort value);
}
