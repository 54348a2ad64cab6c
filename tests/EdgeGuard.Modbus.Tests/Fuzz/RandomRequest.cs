namespace EdgeGuard.Modbus.Tests.Fuzz;

/// <summary>Requests of every function that asks a unit once.</summary>
internal static class RandomRequest
{
    private const int Step = 97;

    /// <param name="marked">By its address, so that who is asked can tell such a request from one that was altered into another.</param>
    public static int Write(Random random, Span<byte> pdu, bool marked)
    {
        var address = (ushort)(Step * random.Next(600) + (marked ? 0 : random.Next(1, Step)));
        return random.Next(6) switch
        {
            0 => RequestPdu.Read(pdu, FunctionCode.ReadCoils, address, random.Next(1, 2001)),
            1 => RequestPdu.Read(pdu, FunctionCode.ReadInputRegisters, address, random.Next(1, 126)),
            2 => RequestPdu.Write(pdu, ModbusWrite.Coil(address, true)),
            3 => RequestPdu.Write(pdu, ModbusWrite.Register(address, (ushort)random.Next(65_536))),
            4 => RequestPdu.Write(pdu, ModbusWrite.Coils(address, new bool[random.Next(1, 1969)])),
            _ => RequestPdu.Write(pdu, ModbusWrite.MultipleRegisters(address, new ushort[random.Next(1, 124)])),
        };
    }

    public static bool IsMarked(ushort address) => address % Step == 0;
}
