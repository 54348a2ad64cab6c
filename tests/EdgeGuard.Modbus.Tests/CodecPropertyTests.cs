using CsCheck;

namespace EdgeGuard.Modbus.Tests;

public class CodecPropertyTests
{
    private static readonly Gen<byte[]> AnyPdu = Gen.Byte.Array[1, ModbusLimits.Pdu];

    /// <summary>Random bytes that begin like a request, so that they get past the first checks.</summary>
    private static readonly Gen<byte[]> LikelyPdu = Gen.Select(
        OneOf(1, 2, 3, 4, 5, 6, 15, 16, 22, 23, 43, 0x83, 0xAB),
        Gen.OneOf(Gen.Byte, OneOf(0, 1, 2, 4, 14)).Array[0, 252],
        (function, rest) => (byte[])[function, .. rest]);

    [Fact]
    public void Registers_survive_the_wire() =>
        Gen.UShort.Array[1, ModbusLimits.ReadRegisters].Sample(registers =>
        {
            var bytes = new byte[2 * registers.Length];
            var back = new ushort[registers.Length];
            PackedRegisters.Pack(registers, bytes);
            PackedRegisters.Unpack(bytes, back);
            return registers.SequenceEqual(back) && bytes[0] == registers[0] >> 8;
        });

    [Fact]
    public void Bits_survive_the_wire_and_padding_is_zero() =>
        Gen.Bool.Array[1, ModbusLimits.ReadBits].Sample(bits =>
        {
            var bytes = new byte[PackedBits.ByteCount(bits.Length)];
            bytes.AsSpan().Fill(0xFF);
            var back = new bool[bits.Length];
            PackedBits.Pack(bits, bytes);
            PackedBits.Unpack(bytes, back);
            return bits.SequenceEqual(back) && (bits.Length % 8 == 0 || bytes[^1] >> (bits.Length % 8) == 0);
        });

    [Fact]
    public void Every_request_of_the_client_gets_a_good_answer_from_the_server_with_the_same_values() =>
        Gen.Select(Gen.UShort, Gen.UShort.Array[1, ModbusLimits.ReadWriteWriteRegisters], Gen.Bool.Array[1, ModbusLimits.WriteBits])
            .Sample((address, registers, bits) =>
            {
                var memory = new ModbusMemory();
                address = (ushort)Math.Min(address, 65_536 - Math.Max(registers.Length, bits.Length));
                memory.SetRegisters(ModbusTable.HoldingRegister, address, new ushort[registers.Length]);
                memory.SetBits(ModbusTable.Coil, address, new bool[bits.Length]);

                return Good(memory, pdu => RequestPdu.Write(pdu, ModbusWrite.MultipleRegisters(address, registers)), out _)
                    && Good(memory, pdu => RequestPdu.Write(pdu, ModbusWrite.Coils(address, bits)), out _)
                    && Good(memory, pdu => RequestPdu.Write(pdu, ModbusWrite.Register(address, registers[0])), out _)
                    && Good(memory, pdu => RequestPdu.Write(pdu, ModbusWrite.Coil(address, bits[0])), out _)
                    && Good(memory, pdu => RequestPdu.Write(pdu, ModbusWrite.Mask(address, 0xFFFF, 0)), out _)
                    && Good(memory, pdu => RequestPdu.Read(pdu, FunctionCode.ReadHoldingRegisters, address, registers.Length), out var read)
                    && Good(memory, pdu => RequestPdu.Read(pdu, FunctionCode.ReadCoils, address, bits.Length), out var readBits)
                    && Good(
                        memory, pdu => RequestPdu.Write(pdu, ModbusWrite.ThenRead(address, registers, address, new ushort[registers.Length])), out var both)
                    && Registers(read, registers.Length).SequenceEqual(registers)
                    && Registers(both, registers.Length).SequenceEqual(registers)
                    && Bits(readBits, bits.Length).SequenceEqual(bits);
            });

    [Fact]
    public void Any_bytes_as_a_request_get_an_answer_that_fits_a_frame() =>
        Gen.OneOf(AnyPdu, LikelyPdu).Sample(
            request =>
            {
                var memory = new ModbusMemory { Identity = new ModbusIdentity("vendor", "code", "1").With(200, new string('x', 200)) };
                memory.SetRegisters(ModbusTable.HoldingRegister, 0, new ushort[2000]);
                var handler = new RequestHandler(new Dictionary<byte, IModbusUnit> { [1] = memory });
                var answer = new byte[ModbusLimits.Pdu];
                var length = handler.Execute(1, request, answer, answerForeign: true);
                return length is >= 2 and <= ModbusLimits.Pdu && (answer[0] & 0x7F) == (request[0] & 0x7F);
            },
            iter: 2000);

    [Fact]
    public void Any_bytes_as_an_answer_get_a_verdict_and_a_good_one_can_be_decoded() =>
        Gen.Select(RandomRequest(), Gen.OneOf(AnyPdu, LikelyPdu), Gen.Bool).Sample(
            (request, answer, echo) =>
            {
                if (echo)
                {
                    request.AsSpan(0, Math.Min(request.Length, answer.Length)).CopyTo(answer);
                }

                if (AnswerCheck.Check(request, answer) == AnswerVerdict.Good && request[0] == FunctionCode.EncapsulatedInterface)
                {
                    IdentificationPart.Collect(answer, []);
                }
            },
            iter: 3000);

    [Fact]
    public void Any_bytes_have_an_rtu_length_that_is_unknown_wanting_or_within_a_frame() =>
        Gen.Byte.Array[0, 300].Sample(bytes =>
            RtuFrame.AnswerLength(bytes) is >= -1 and <= RtuFrame.MaxFrame and not (1 or 2 or 3)
            && RtuFrame.RequestLength(bytes) is >= -1 and <= RtuFrame.MaxFrame and not (1 or 2 or 3));

    [Fact]
    public void The_length_of_an_rtu_frame_follows_from_its_beginning_for_every_request_and_answer() =>
        RandomRequest().Sample(request =>
        {
            var memory = new ModbusMemory { Identity = new ModbusIdentity("vendor", "code", "1") };
            memory.SetRegisters(ModbusTable.HoldingRegister, 0, new ushort[300]);
            var handler = new RequestHandler(new Dictionary<byte, IModbusUnit> { [7] = memory });
            var answer = new byte[RtuFrame.MaxFrame];
            var answerLength = RtuFrame.Seal(answer, 7, handler.Execute(7, request, answer.AsSpan(1), answerForeign: false));
            return RtuFrame.RequestLength([7, .. request, 0, 0]) == request.Length + 3
                && RtuFrame.AnswerLength(answer.AsSpan(0, answerLength)) == answerLength;
        });

    [Fact]
    public void A_flipped_bit_never_passes_the_crc() =>
        Gen.Select(Gen.Byte.Array[2, 254], Gen.Int[0, 8 * 256 - 1]).Sample((bytes, flip) =>
        {
            byte[] frame = [.. bytes, 0, 0];
            RtuFrame.Seal(frame, frame[0], frame.Length - 3);
            flip %= 8 * frame.Length;
            frame[flip / 8] ^= (byte)(1 << flip % 8);
            return !RtuFrame.CrcMatches(frame);
        });

    private static Gen<byte> OneOf(params byte[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<byte[]> RandomRequest() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 200], Gen.Int[1, 100]).Select((kind, address, count) =>
        {
            var pdu = new byte[ModbusLimits.Pdu];
            var at = (ushort)address;
            var length = kind switch
            {
                0 => RequestPdu.Read(pdu, FunctionCode.ReadHoldingRegisters, at, count),
                1 => RequestPdu.Read(pdu, FunctionCode.ReadCoils, at, count),
                2 => RequestPdu.Write(pdu, ModbusWrite.Coil(at, true)),
                3 => RequestPdu.Write(pdu, ModbusWrite.Coils(at, new bool[count])),
                4 => RequestPdu.Write(pdu, ModbusWrite.MultipleRegisters(at, new ushort[count])),
                5 => RequestPdu.Write(pdu, ModbusWrite.Mask(at, 1, 2)),
                6 => RequestPdu.Write(pdu, ModbusWrite.ThenRead(at, new ushort[count], at, new ushort[count])),
                _ => RequestPdu.Identification(pdu, ModbusIdentityCategory.Extended, 0),
            };
            return pdu[..length];
        });

    private static bool Good(IModbusUnit unit, Func<byte[], int> encode, out byte[] answer)
    {
        var request = new byte[ModbusLimits.Pdu];
        var requestLength = encode(request);
        answer = new byte[ModbusLimits.Pdu];
        var handler = new RequestHandler(new Dictionary<byte, IModbusUnit> { [1] = unit });
        var length = handler.Execute(1, request.AsSpan(0, requestLength), answer, answerForeign: true);
        return AnswerCheck.Check(request.AsSpan(0, requestLength), answer.AsSpan(0, length)) == AnswerVerdict.Good;
    }

    private static ushort[] Registers(byte[] answer, int count)
    {
        var values = new ushort[count];
        PackedRegisters.Unpack(answer.AsSpan(2), values);
        return values;
    }

    private static bool[] Bits(byte[] answer, int count)
    {
        var values = new bool[count];
        PackedBits.Unpack(answer.AsSpan(2), values);
        return values;
    }
}
