using System.Text;

namespace EdgeGuard.Modbus.Tests;

/// <summary>The examples of Application Protocol V1.1b3, section 6, byte for byte.</summary>
public class GoldenFrameTests
{
    [Theory]
    [InlineData(ModbusTable.Coil, 0x13, 0x13, "01 00 13 00 13", "01 03 CD 6B 05")]
    [InlineData(ModbusTable.DiscreteInput, 0xC4, 0x16, "02 00 C4 00 16", "02 03 AC DB 35")]
    public void Reading_bits_is_the_specifications_example(ModbusTable table, int address, int count, string request, string answer)
    {
        var memory = new ModbusMemory();
        var bits = new bool[count];
        PackedBits.Unpack(Hex.Bytes(answer).AsSpan(2), bits);
        memory.SetBits(table, (ushort)address, bits);

        Assert.Equal(request, Encode(pdu => RequestPdu.Read(pdu, FunctionCode.ForRead(table), (ushort)address, count)));
        Assert.Equal(answer, Serve(memory, request));
        Assert.Equal(AnswerVerdict.Good, AnswerCheck.Check(Hex.Bytes(request), Hex.Bytes(answer)));
        Assert.Equal([true, false, true, true], table == ModbusTable.Coil ? bits[..4] : [true, false, true, true]);
    }

    [Theory]
    [InlineData(ModbusTable.HoldingRegister, 0x6B, new[] { 0x22B, 0, 0x64 }, "03 00 6B 00 03", "03 06 02 2B 00 00 00 64")]
    [InlineData(ModbusTable.InputRegister, 8, new[] { 10 }, "04 00 08 00 01", "04 02 00 0A")]
    public void Reading_registers_is_the_specifications_example(ModbusTable table, int address, int[] values, string request, string answer)
    {
        var memory = new ModbusMemory();
        memory.SetRegisters(table, (ushort)address, [.. values.Select(v => (ushort)v)]);

        Assert.Equal(request, Encode(pdu => RequestPdu.Read(pdu, FunctionCode.ForRead(table), (ushort)address, values.Length)));
        Assert.Equal(answer, Serve(memory, request));
        Assert.Equal(AnswerVerdict.Good, AnswerCheck.Check(Hex.Bytes(request), Hex.Bytes(answer)));
    }

    [Fact]
    public void Single_writes_are_the_specifications_examples()
    {
        var memory = new ModbusMemory();
        memory.SetBits(ModbusTable.Coil, 0xAC, false);
        memory.SetRegisters(ModbusTable.HoldingRegister, 1, 0);

        RequireWrite(memory, ModbusWrite.Coil(0xAC, true), "05 00 AC FF 00", "05 00 AC FF 00");
        RequireWrite(memory, ModbusWrite.Register(1, 3), "06 00 01 00 03", "06 00 01 00 03");

        Assert.True(memory.GetBit(ModbusTable.Coil, 0xAC));
        Assert.Equal((ushort)3, memory.GetRegister(ModbusTable.HoldingRegister, 1));
    }

    [Fact]
    public void Multiple_writes_are_the_specifications_examples()
    {
        var memory = new ModbusMemory();
        memory.SetBits(ModbusTable.Coil, 0x13, new bool[10]);
        memory.SetRegisters(ModbusTable.HoldingRegister, 1, 0, 0);
        bool[] bits = [true, false, true, true, false, false, true, true, true, false];

        RequireWrite(memory, ModbusWrite.Coils(0x13, bits), "0F 00 13 00 0A 02 CD 01", "0F 00 13 00 0A");
        RequireWrite(memory, ModbusWrite.MultipleRegisters(1, new ushort[] { 0x0A, 0x102 }), "10 00 01 00 02 04 00 0A 01 02", "10 00 01 00 02");

        Assert.Equal(bits, Enumerable.Range(0x13, 10).Select(a => memory.GetBit(ModbusTable.Coil, (ushort)a)!.Value));
        Assert.Equal((ushort)0x102, memory.GetRegister(ModbusTable.HoldingRegister, 2));
    }

    [Fact]
    public void Mask_write_is_the_specifications_example()
    {
        var memory = new ModbusMemory();
        memory.SetRegisters(ModbusTable.HoldingRegister, 4, 0x12);

        RequireWrite(memory, ModbusWrite.Mask(4, 0xF2, 0x25), "16 00 04 00 F2 00 25", "16 00 04 00 F2 00 25");

        Assert.Equal((ushort)0x17, memory.GetRegister(ModbusTable.HoldingRegister, 4));
    }

    [Fact]
    public void Read_write_multiple_is_the_specifications_example()
    {
        var memory = new ModbusMemory();
        memory.SetRegisters(ModbusTable.HoldingRegister, 3, 0xFE, 0xACD, 1, 3, 0xD, 0xFF);
        memory.SetRegisters(ModbusTable.HoldingRegister, 0x0E, 0, 0, 0);
        var write = ModbusWrite.ThenRead(0x0E, new ushort[] { 0xFF, 0xFF, 0xFF }, 3, new ushort[6]);

        RequireWrite(
            memory, write, "17 00 03 00 06 00 0E 00 03 06 00 FF 00 FF 00 FF", "17 0C 00 FE 0A CD 00 01 00 03 00 0D 00 FF");

        Assert.Equal((ushort)0xFF, memory.GetRegister(ModbusTable.HoldingRegister, 0x10));
    }

    [Fact]
    public void Device_identification_is_the_specifications_example()
    {
        var memory = new ModbusMemory { Identity = new ModbusIdentity("Company identification", "Product code ", "V2.11") };
        var objects = "00 16 " + Hex.Text(Encoding.ASCII.GetBytes("Company identification"))
            + " 01 0D " + Hex.Text(Encoding.ASCII.GetBytes("Product code ")) + " 02 05 56 32 2E 31 31";

        Assert.Equal("2B 0E 01 00", Encode(pdu => RequestPdu.Identification(pdu, ModbusIdentityCategory.Basic, 0)));

        // The example's conformity is 01; 81 says that single objects can be asked for too.
        Assert.Equal("2B 0E 01 81 00 00 03 " + objects, Serve(memory, "2B 0E 01 00"));
        var collected = new SortedDictionary<byte, string>();
        Assert.Null(IdentificationPart.Collect(Hex.Bytes("2B 0E 01 01 00 00 03 " + objects), collected));
        Assert.Equal(["Company identification", "Product code ", "V2.11"], collected.Values);
    }

    [Theory]
    [InlineData("01 03 00 00 00 0A", "C5 CD")]
    [InlineData("02 07", "41 12")]
    [InlineData("31 32 33 34 35 36 37 38 39", "37 4B")]
    public void The_crc_is_the_published_one(string bytes, string crc)
    {
        var frame = new byte[Hex.Bytes(bytes).Length + 2];
        Hex.Bytes(bytes).CopyTo(frame, 0);

        RtuFrame.Seal(frame, frame[0], frame.Length - 3);

        Assert.Equal(crc, Hex.Text(frame.AsSpan(^2..)));
        Assert.True(RtuFrame.CrcMatches(frame));
    }

    [Fact]
    public void An_mbap_header_has_transaction_protocol_length_and_unit()
    {
        var bytes = new byte[MbapHeader.Length];
        MbapHeader.Write(bytes, 0x1501, 0xFF, 5);

        Assert.Equal("15 01 00 00 00 06 FF", Hex.Text(bytes));
        Assert.Equal(new MbapHeader(0x1501, 0, 6, 0xFF), MbapHeader.Read(bytes));
    }

    [Theory]
    [InlineData("07", "87 01")]
    [InlineData("2B 0D 00 00", "AB 01")]
    [InlineData("03 00 00 00 00", "83 03")]
    [InlineData("03 00 00 00 7E", "83 03")]
    [InlineData("01 00 00 07 D1", "81 03")]
    [InlineData("03 FF FF 00 02", "83 02")]
    [InlineData("05 00 00 12 34", "85 03")]
    [InlineData("10 00 00 00 02 03 00 00 00", "90 03")]
    [InlineData("03 12 34 00 01", "83 02")]
    public void What_the_server_cannot_do_it_refuses_with_the_specifications_code(string request, string answer) =>
        Assert.Equal(answer, Serve(new ModbusMemory { Identity = new ModbusIdentity("a", "b", "c") }, request));

    private static void RequireWrite(ModbusMemory memory, ModbusWrite write, string request, string answer)
    {
        Assert.Equal(request, Encode(pdu => RequestPdu.Write(pdu, write)));
        Assert.Equal(answer, Serve(memory, request));
        Assert.Equal(AnswerVerdict.Good, AnswerCheck.Check(Hex.Bytes(request), Hex.Bytes(answer)));
    }

    private static string Serve(IModbusUnit unit, string request)
    {
        var answer = new byte[ModbusLimits.Pdu];
        var handler = new RequestHandler(new Dictionary<byte, IModbusUnit> { [1] = unit });
        return Hex.Text(answer.AsSpan(0, handler.Execute(1, Hex.Bytes(request), answer, answerForeign: true)));
    }

    private static string Encode(Func<byte[], int> encode)
    {
        var pdu = new byte[ModbusLimits.Pdu];
        return Hex.Text(pdu.AsSpan(0, encode(pdu)));
    }
}
