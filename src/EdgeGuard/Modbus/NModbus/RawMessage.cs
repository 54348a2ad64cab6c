using EdgeGuard.Modbus;
using NModbus;

namespace EdgeGuard.Gateway.Modbus.NModbus;

/// <summary>A request or answer that NModbus has no message for: the unit, and the PDU as it is.</summary>
internal sealed class RawMessage : IModbusMessage
{
    private const int CrcLength = 2;

    /// <summary>NModbus makes answers so, and then fills them by <see cref="Initialize"/>.</summary>
    public RawMessage()
    {
    }

    public RawMessage(byte unit, ReadOnlySpan<byte> pdu) => MessageFrame = [unit, .. pdu];

    /// <summary>Unit and PDU.</summary>
    public byte[] MessageFrame { get; private set; } = [0, 0];

    public byte[] ProtocolDataUnit => MessageFrame[1..];

    public byte SlaveAddress { get => MessageFrame[0]; set => MessageFrame[0] = value; }

    public byte FunctionCode { get => MessageFrame[1]; set => MessageFrame[1] = value; }

    public ushort TransactionId { get; set; }

    /// <summary>From a serial line the frame still has its check at the end, from TCP there is none: the PDU itself tells.</summary>
    /// <exception cref="FormatException">There is not even a function.</exception>
    public void Initialize(byte[] frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Length < 2)
            throw new FormatException("the answer is cut off.");
        bool isSealed = RtuFrame.AnswerLength(frame) == frame.Length;
        MessageFrame = isSealed ? frame[..^CrcLength] : frame;
    }
}
