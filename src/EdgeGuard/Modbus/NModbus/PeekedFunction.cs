using EdgeGuard.Modbus;
using NModbus;

namespace EdgeGuard.Gateway.Modbus.NModbus;

/// <summary>
/// Tells NModbus how long an RTU answer is for a function it does not know, or whose answers it cannot measure (23). NModbus
/// asks after four bytes, which are too few for an identification, so the rest is looked at on the line.
/// </summary>
internal sealed class PeekedFunction(byte function, NModbusLine line) : IModbusFunctionService
{
    public byte FunctionCode => function;

    public int GetRtuResponseBytesToRead(byte[] frameStart) => line.AnswerLength(frameStart) - frameStart.Length;

    public IModbusMessage CreateRequest(byte[] frame) => throw NoServer();

    public IModbusMessage HandleSlaveRequest(IModbusMessage request, ISlaveDataStore dataStore) => throw NoServer();

    public int GetRtuRequestBytesToRead(byte[] frameStart) => throw NoServer();

    private static NotSupportedException NoServer() => new("Only clients use this function.");
}
