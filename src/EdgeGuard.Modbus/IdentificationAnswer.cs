using System.Text;

namespace EdgeGuard.Modbus;

/// <summary>The server's side of function 43/14 (Application Protocol V1.1b3, 6.21).</summary>
internal static class IdentificationAnswer
{
    private const int HeaderLength = 7;
    private const byte Basic = 1;
    private const byte Regular = 2;
    private const byte Extended = 3;
    private const byte Individual = 4;
    private const byte FirstExtendedObject = 0x80;
    private const byte FirstRegularObject = 3;

    public static ModbusExceptionCode Write(IModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 0;
        if ((unit as IModbusIdentified)?.Identity is not { } identity || request.Length < 2 || request[1] != FunctionCode.DeviceIdentification)
        {
            return ModbusExceptionCode.IllegalFunction;
        }

        if (request.Length != 4 || request[2] is < Basic or > Individual)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        var (category, first) = (request[2], request[3]);
        if (!identity.Objects.ContainsKey(first))
        {
            if (category == Individual)
            {
                return ModbusExceptionCode.IllegalDataAddress;
            }

            // The specification: an unknown first object starts the answer from the beginning.
            first = 0;
        }

        var header = answer[..HeaderLength];
        header.Clear();
        header[0] = FunctionCode.EncapsulatedInterface;
        header[1] = FunctionCode.DeviceIdentification;
        header[2] = category;
        header[3] = Conformity(identity);
        length = WriteObjects(identity, category, first, answer);
        return ModbusExceptionCode.None;
    }

    private static int WriteObjects(ModbusIdentity identity, byte category, byte first, Span<byte> answer)
    {
        var length = HeaderLength;
        foreach (var (id, value) in identity.Objects)
        {
            if (id < first || (category == Individual && id != first) || id >= End(category))
            {
                continue;
            }

            var size = Encoding.UTF8.GetByteCount(value);
            if (length + 2 + size > ModbusLimits.Pdu)
            {
                answer[4] = 0xFF;
                answer[5] = id;
                break;
            }

            answer[length] = id;
            answer[length + 1] = (byte)size;
            Encoding.UTF8.GetBytes(value, answer[(length + 2)..]);
            length += 2 + size;
            answer[6]++;
        }

        return length;
    }

    private static int End(byte category) => category switch
    {
        Basic => FirstRegularObject,
        Regular => FirstExtendedObject,
        _ => 256,
    };

    private static byte Conformity(ModbusIdentity identity)
    {
        var highest = identity.Objects.Keys.LastOrDefault();
        var level = highest >= FirstExtendedObject ? Extended : highest >= FirstRegularObject ? Regular : Basic;

        // Bit 7: single objects can be asked for as well.
        return (byte)(0x80 | level);
    }
}
