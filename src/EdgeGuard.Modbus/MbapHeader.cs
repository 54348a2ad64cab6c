using System.Buffers.Binary;

namespace EdgeGuard.Modbus;

/// <summary>The seven bytes before a PDU on TCP (Messaging on TCP/IP Implementation Guide V1.0b, 3.1.3).</summary>
internal readonly record struct MbapHeader(ushort Transaction, ushort Protocol, ushort Following, byte Unit)
{
    public const int Length = 7;
    public const int MaxFrame = Length + ModbusLimits.Pdu;

    /// <summary>Protocol 0, and a length that holds the unit and a PDU of 1 to 253 bytes.</summary>
    public bool IsValid => Protocol == 0 && Following is >= 2 and <= 1 + ModbusLimits.Pdu;

    public int PduLength => Following - 1;

    public int FrameLength => Length - 1 + Following;

    /// <summary>From at least <see cref="Length"/> bytes.</summary>
    public static MbapHeader Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt16BigEndian(bytes),
        BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
        BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]),
        bytes[6]);

    public static void Write(Span<byte> bytes, ushort transaction, byte unit, int pduLength)
    {
        BinaryPrimitives.WriteUInt16BigEndian(bytes, transaction);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)(pduLength + 1));
        bytes[6] = unit;
    }
}
