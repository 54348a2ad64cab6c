using System.Buffers.Binary;

namespace EdgeGuard.Modbus;

/// <summary>The client's requests as PDUs (Application Protocol V1.1b3, 6). Each gives its length; arguments were checked before.</summary>
internal static class RequestPdu
{
    public static int Read(Span<byte> pdu, byte function, ushort address, int count)
    {
        pdu[0] = function;
        Put(pdu, 1, address);
        Put(pdu, 3, count);
        return 5;
    }

    public static int Write(Span<byte> pdu, in ModbusWrite write)
    {
        pdu[0] = write.Function;
        Put(pdu, 1, write.Address);
        switch (write.Function)
        {
            case FunctionCode.WriteMultipleCoils:
                Put(pdu, 3, write.Count);
                pdu[5] = (byte)PackedBits.ByteCount(write.Count);
                PackedBits.Pack(write.Bits.Span, pdu[6..]);
                return 6 + pdu[5];
            case FunctionCode.WriteMultipleRegisters:
                Put(pdu, 3, write.Count);
                return 5 + PutRegisters(pdu[5..], write.Registers.Span);
            case FunctionCode.MaskWriteRegister:
                Put(pdu, 3, write.Value);
                Put(pdu, 5, write.OrMask);
                return 7;
            case FunctionCode.ReadWriteMultipleRegisters:
                Put(pdu, 1, write.ReadAddress);
                Put(pdu, 3, write.Destination.Length);
                Put(pdu, 5, write.Address);
                Put(pdu, 7, write.Count);
                return 9 + PutRegisters(pdu[9..], write.Registers.Span);
            default:
                Put(pdu, 3, write.Value);
                return 5;
        }
    }

    public static int Identification(Span<byte> pdu, ModbusIdentityCategory category, byte firstObject)
    {
        pdu[0] = FunctionCode.EncapsulatedInterface;
        pdu[1] = FunctionCode.DeviceIdentification;
        pdu[2] = (byte)category;
        pdu[3] = firstObject;
        return 4;
    }

    /// <summary>Length of the PDU of a good answer to this request; the most for those that vary.</summary>
    public static int AnswerLength(ReadOnlySpan<byte> request) => request[0] switch
    {
        FunctionCode.ReadCoils or FunctionCode.ReadDiscreteInputs => 2 + PackedBits.ByteCount(Word(request, 3)),
        FunctionCode.ReadHoldingRegisters or FunctionCode.ReadInputRegisters or FunctionCode.ReadWriteMultipleRegisters => 2 + 2 * Word(request, 3),
        FunctionCode.MaskWriteRegister => 7,
        FunctionCode.EncapsulatedInterface => ModbusLimits.Pdu,
        _ => 5,
    };

    private static int PutRegisters(Span<byte> bytes, ReadOnlySpan<ushort> registers)
    {
        bytes[0] = (byte)(2 * registers.Length);
        PackedRegisters.Pack(registers, bytes[1..]);
        return 1 + bytes[0];
    }

    private static void Put(Span<byte> pdu, int offset, int value) => BinaryPrimitives.WriteUInt16BigEndian(pdu[offset..], (ushort)value);

    private static ushort Word(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16BigEndian(bytes[offset..]);
}
