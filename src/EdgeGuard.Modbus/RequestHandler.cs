using System.Buffers.Binary;

namespace EdgeGuard.Modbus;

/// <summary>Turns the PDU of a request into the PDU of its answer. Any bytes give an answer; none throws.</summary>
internal sealed class RequestHandler(IReadOnlyDictionary<byte, IModbusUnit> units)
{
    private readonly Lock _maskGate = new();

    public bool Serves(byte unit) => units.ContainsKey(unit);

    /// <summary>
    /// The length of the answer, which fits <see cref="ModbusLimits.Pdu"/>; 0 means silence, the rule on a shared line for a unit
    /// that is not served. With <paramref name="answerForeign"/> such a request gets GatewayTargetFailedToRespond.
    /// </summary>
    public int Execute(byte unit, ReadOnlySpan<byte> request, Span<byte> answer, bool answerForeign)
    {
        if (!units.TryGetValue(unit, out var target))
        {
            return answerForeign ? Refuse(request[0], ModbusExceptionCode.GatewayTargetFailedToRespond, answer) : 0;
        }

        answer[0] = request[0];
        var length = 0;
        var code = request[0] switch
        {
            FunctionCode.ReadCoils or FunctionCode.ReadDiscreteInputs => ReadBits(target, request, answer, out length),
            FunctionCode.ReadHoldingRegisters or FunctionCode.ReadInputRegisters => ReadRegisters(target, request, answer, out length),
            FunctionCode.WriteSingleCoil => WriteCoil(target, request, answer, out length),
            FunctionCode.WriteSingleRegister => WriteRegister(target, request, answer, out length),
            FunctionCode.WriteMultipleCoils => WriteCoils(target, request, answer, out length),
            FunctionCode.WriteMultipleRegisters => WriteRegisters(target, request, answer, out length),
            FunctionCode.MaskWriteRegister => MaskWrite(target, request, answer, out length),
            FunctionCode.ReadWriteMultipleRegisters => ReadWrite(target, request, answer, out length),
            FunctionCode.EncapsulatedInterface => IdentificationAnswer.Write(target, request, answer, out length),
            _ => ModbusExceptionCode.IllegalFunction,
        };
        return code == ModbusExceptionCode.None ? length : Refuse(request[0], code, answer);
    }

    private static int Refuse(byte function, ModbusExceptionCode code, Span<byte> answer)
    {
        answer[0] = (byte)(function | FunctionCode.ExceptionFlag);
        answer[1] = (byte)code;
        return 2;
    }

    private static ModbusExceptionCode ReadBits(IModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 0;
        if (request.Length != 5 || Word(request, 3) is 0 or > ModbusLimits.ReadBits)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        var (address, count) = (Word(request, 1), Word(request, 3));
        if (!Fits(address, count))
        {
            return ModbusExceptionCode.IllegalDataAddress;
        }

        Span<bool> values = stackalloc bool[count];
        var code = unit.ReadBits(FunctionCode.TableOf(request[0]), address, values);
        answer[1] = (byte)PackedBits.ByteCount(count);
        PackedBits.Pack(values, answer[2..]);
        length = 2 + answer[1];
        return code;
    }

    private static ModbusExceptionCode ReadRegisters(IModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 0;
        return request.Length != 5
            ? ModbusExceptionCode.IllegalDataValue
            : AnswerRegisters(unit, FunctionCode.TableOf(request[0]), Word(request, 1), Word(request, 3), answer, out length);
    }

    private static ModbusExceptionCode AnswerRegisters(
        IModbusUnit unit, ModbusTable table, ushort address, ushort count, Span<byte> answer, out int length)
    {
        length = 0;
        if (count is 0 or > ModbusLimits.ReadRegisters)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        if (!Fits(address, count))
        {
            return ModbusExceptionCode.IllegalDataAddress;
        }

        Span<ushort> values = stackalloc ushort[count];
        var code = unit.ReadRegisters(table, address, values);
        answer[1] = (byte)(2 * count);
        PackedRegisters.Pack(values, answer[2..]);
        length = 2 + 2 * count;
        return code;
    }

    private static ModbusExceptionCode WriteCoil(IModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 5;
        if (request.Length != 5 || Word(request, 3) is not (0 or 0xFF00))
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        request.CopyTo(answer);
        return unit.WriteBits(Word(request, 1), [Word(request, 3) != 0]);
    }

    private static ModbusExceptionCode WriteRegister(IModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 5;
        if (request.Length != 5)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        request.CopyTo(answer);
        return unit.WriteRegisters(Word(request, 1), [Word(request, 3)]);
    }

    private static ModbusExceptionCode WriteCoils(IModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 5;
        if (request.Length < 7 || Word(request, 3) is 0 or > ModbusLimits.WriteBits
            || request[5] != PackedBits.ByteCount(Word(request, 3)) || request.Length != 6 + request[5])
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        var (address, count) = (Word(request, 1), Word(request, 3));
        if (!Fits(address, count))
        {
            return ModbusExceptionCode.IllegalDataAddress;
        }

        Span<bool> values = stackalloc bool[count];
        PackedBits.Unpack(request[6..], values);
        request[..5].CopyTo(answer);
        return unit.WriteBits(address, values);
    }

    private static ModbusExceptionCode WriteRegisters(IModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 5;
        if (request.Length < 8 || Word(request, 3) is 0 or > ModbusLimits.WriteRegisters
            || request[5] != 2 * Word(request, 3) || request.Length != 6 + request[5])
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        request[..5].CopyTo(answer);
        return StoreRegisters(unit, Word(request, 1), request[6..]);
    }

    private static ModbusExceptionCode ReadWrite(IModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 0;
        if (request.Length < 12 || Word(request, 7) is 0 or > ModbusLimits.ReadWriteWriteRegisters
            || request[9] != 2 * Word(request, 7) || request.Length != 10 + request[9] || Word(request, 3) is 0 or > ModbusLimits.ReadRegisters)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        if (!Fits(Word(request, 1), Word(request, 3)))
        {
            return ModbusExceptionCode.IllegalDataAddress;
        }

        // The specification: the write comes before the read.
        var written = StoreRegisters(unit, Word(request, 5), request[10..]);
        return written != ModbusExceptionCode.None
            ? written
            : AnswerRegisters(unit, ModbusTable.HoldingRegister, Word(request, 1), Word(request, 3), answer, out length);
    }

    private static ModbusExceptionCode StoreRegisters(IModbusUnit unit, ushort address, ReadOnlySpan<byte> bytes)
    {
        Span<ushort> values = stackalloc ushort[bytes.Length / 2];
        PackedRegisters.Unpack(bytes, values);
        return Fits(address, values.Length) ? unit.WriteRegisters(address, values) : ModbusExceptionCode.IllegalDataAddress;
    }

    private static ushort Word(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16BigEndian(bytes[offset..]);

    private static bool Fits(int address, int count) => address + count <= 65536;

    private ModbusExceptionCode MaskWrite(IModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 7;
        if (request.Length != 7)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        request.CopyTo(answer);
        var (address, and, or) = (Word(request, 1), Word(request, 3), Word(request, 5));
        Span<ushort> value = [0];

        // Two masks at once must not lose each other's bits.
        lock (_maskGate)
        {
            var code = unit.ReadRegisters(ModbusTable.HoldingRegister, address, value);
            if (code != ModbusExceptionCode.None)
            {
                return code;
            }

            value[0] = (ushort)((value[0] & and) | (or & ~and));
            return unit.WriteRegisters(address, value);
        }
    }
}
