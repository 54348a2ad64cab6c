using System.Buffers.Binary;

namespace EdgeGuard.Modbus;

/// <summary>Frames of the serial line: unit, PDU, CRC (Serial Line V1.02, 2.5.1). Their length follows from what they begin with.</summary>
internal static class RtuFrame
{
    public const int MaxFrame = 256;

    /// <summary>Not even the length is known before more bytes come.</summary>
    public const int NeedMore = 0;

    /// <summary>No frame of a function known here begins so.</summary>
    public const int Unknown = -1;

    private const int Overhead = 3;

    /// <summary>Puts the unit before a PDU that lies at offset 1, and the CRC behind it; gives the frame's length.</summary>
    public static int Seal(Span<byte> frame, byte unit, int pduLength)
    {
        frame[0] = unit;
        BinaryPrimitives.WriteUInt16LittleEndian(frame[(1 + pduLength)..], Crc16.Compute(frame[..(1 + pduLength)]));
        return Overhead + pduLength;
    }

    /// <summary>For a whole frame of at least 4 bytes.</summary>
    public static bool CrcMatches(ReadOnlySpan<byte> frame) =>
        BinaryPrimitives.ReadUInt16LittleEndian(frame[^2..]) == Crc16.Compute(frame[..^2]);

    /// <summary>Whole length of the request that begins so, or <see cref="NeedMore"/>, or <see cref="Unknown"/>.</summary>
    public static int RequestLength(ReadOnlySpan<byte> head) => head.Length < 2 ? NeedMore : head[1] switch
    {
        >= FunctionCode.ReadCoils and <= FunctionCode.WriteSingleRegister => 8,
        FunctionCode.WriteMultipleCoils or FunctionCode.WriteMultipleRegisters => Counted(head, 6, 9),
        FunctionCode.MaskWriteRegister => 10,
        FunctionCode.ReadWriteMultipleRegisters => Counted(head, 10, 13),
        FunctionCode.EncapsulatedInterface => 7,
        _ => Unknown,
    };

    /// <summary>Whole length of the answer that begins so, or <see cref="NeedMore"/>, or <see cref="Unknown"/>.</summary>
    public static int AnswerLength(ReadOnlySpan<byte> head) => head.Length < 2 ? NeedMore : head[1] switch
    {
        >= FunctionCode.ExceptionFlag => 5,
        >= FunctionCode.ReadCoils and <= FunctionCode.ReadInputRegisters or FunctionCode.ReadWriteMultipleRegisters => Counted(head, 2, 5),
        FunctionCode.WriteSingleCoil or FunctionCode.WriteSingleRegister => 8,
        FunctionCode.WriteMultipleCoils or FunctionCode.WriteMultipleRegisters => 8,
        FunctionCode.MaskWriteRegister => 10,
        FunctionCode.EncapsulatedInterface => IdentificationLength(head),
        _ => Unknown,
    };

    private static int Counted(ReadOnlySpan<byte> head, int countAt, int fixedBytes) =>
        head.Length <= countAt ? NeedMore : Bounded(head[countAt] + fixedBytes);

    private static int IdentificationLength(ReadOnlySpan<byte> head)
    {
        if (head.Length < 8)
        {
            return NeedMore;
        }

        var end = 8;
        for (var i = 0; i < head[7]; i++)
        {
            if (end + 2 + 2 > MaxFrame)
            {
                return Unknown;
            }

            if (head.Length < end + 2)
            {
                return NeedMore;
            }

            end += 2 + head[end + 1];
        }

        return Bounded(end + 2);
    }

    private static int Bounded(int length) => length > MaxFrame ? Unknown : length;
}
