using BenchmarkDotNet.Attributes;
using EdgeGuard.Modbus;

namespace EdgeGuard.Benchmarks;

/// <summary>The bytes of one request and one answer of forty registers, without a line between.</summary>
[MemoryDiagnoser]
public class ModbusCodecBenchmarks
{
    private const int Count = 40;
    private const int AnswerPdu = 2 + 2 * Count;
    private readonly byte[] _request = new byte[MbapHeader.MaxFrame];
    private readonly byte[] _tcpAnswer = new byte[MbapHeader.MaxFrame];
    private readonly byte[] _rtuAnswer = new byte[RtuFrame.MaxFrame];
    private readonly ushort[] _registers = new ushort[Count];
    private int _rtuLength;

    [GlobalSetup]
    public void Answer()
    {
        ushort[] values = [.. Enumerable.Range(100, Count).Select(i => (ushort)i)];
        MbapHeader.Write(_tcpAnswer, 7, 1, AnswerPdu);
        Fill(_tcpAnswer.AsSpan(MbapHeader.Length), values);
        Fill(_rtuAnswer.AsSpan(1), values);
        _rtuLength = RtuFrame.Seal(_rtuAnswer, 1, AnswerPdu);
        RequestPdu.Read(_request.AsSpan(MbapHeader.Length), FunctionCode.ReadHoldingRegisters, 0, Count);
    }

    [Benchmark]
    public int EncodeTcpRequest()
    {
        int length = RequestPdu.Read(_request.AsSpan(MbapHeader.Length), FunctionCode.ReadHoldingRegisters, 0, Count);
        MbapHeader.Write(_request, 7, 1, length);
        return length;
    }

    [Benchmark]
    public int EncodeRtuRequest()
    {
        int length = RequestPdu.Read(_request.AsSpan(1), FunctionCode.ReadHoldingRegisters, 0, Count);
        return RtuFrame.Seal(_request, 1, length);
    }

    [Benchmark]
    public bool DecodeTcpAnswer()
    {
        MbapHeader header = MbapHeader.Read(_tcpAnswer);
        return header.IsValid && header.Unit == 1 && Take(_tcpAnswer.AsSpan(MbapHeader.Length, header.PduLength));
    }

    [Benchmark]
    public bool DecodeRtuAnswer()
    {
        int length = RtuFrame.AnswerLength(_rtuAnswer.AsSpan(0, _rtuLength));
        return RtuFrame.CrcMatches(_rtuAnswer.AsSpan(0, length)) && Take(_rtuAnswer.AsSpan(1, length - 3));
    }

    private bool Take(ReadOnlySpan<byte> pdu)
    {
        Span<byte> request = stackalloc byte[5];
        RequestPdu.Read(request, FunctionCode.ReadHoldingRegisters, 0, Count);
        if (AnswerCheck.Check(request, pdu) != AnswerVerdict.Good)
            return false;
        PackedRegisters.Unpack(pdu[2..], _registers);
        return true;
    }

    private static void Fill(Span<byte> pdu, ushort[] values)
    {
        pdu[0] = FunctionCode.ReadHoldingRegisters;
        pdu[1] = 2 * Count;
        PackedRegisters.Pack(values, pdu[2..]);
    }
}
