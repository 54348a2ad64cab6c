namespace EdgeGuard.Modbus;

/// <summary>Words of the errors: what failed, where, and what to look at.</summary>
internal static class ModbusFailure
{
    public const string CameBack = "the request itself came back: the adapter echoes; say so by \"echo\": true on its bus.";

    public static ModbusException Timeout(string endpoint, ModbusTarget target, TimeSpan waited) => new(
        ModbusErrorKind.Timeout,
        $"{endpoint}, {target}: no answer within {waited.TotalMilliseconds:0} ms. Check power, wiring, unit id and line settings; a slow device needs a longer timeout.");

    public static ModbusException Open(string endpoint, string why, Exception? cause) => new(
        ModbusErrorKind.ConnectionFailed, $"{endpoint}: cannot be opened: {why} Check that it is there, reachable and not held by another program.", cause);

    public static ModbusException Closed(string endpoint, ModbusTarget target, string why, Exception? cause) => new(
        ModbusErrorKind.ConnectionClosed, $"{endpoint}, {target}: the connection was lost: {why} The next request opens it again.", cause);

    public static ModbusException Crc(string endpoint, ModbusTarget target, int bytes) => new(
        ModbusErrorKind.Crc,
        $"{endpoint}, {target}: the check of an answer of {bytes} bytes is wrong. Check baud, parity, termination, and that no two devices share the unit id.");

    public static ModbusException Protocol(string endpoint, ModbusTarget target, string what) => new(
        ModbusErrorKind.ProtocolError, $"{endpoint}, {target}: {what} It was thrown away. Check unit ids and that there is only one master on the line.");

    public static ModbusException Refused(string endpoint, ModbusTarget target, ModbusExceptionCode code) => new(
        code, $"{endpoint}, {target}: the device refuses with {(byte)code} ({code}). {Advice(code)}");

    public static string Describe(AnswerVerdict verdict, ReadOnlySpan<byte> answer) => verdict switch
    {
        AnswerVerdict.WrongFunction => $"the answer is one to function {answer[0]}.",
        AnswerVerdict.WrongEcho => "the answer confirms another request.",
        _ => $"the answer is of the wrong length, {answer.Length} bytes.",
    };

    private static string Advice(ModbusExceptionCode code) => code switch
    {
        ModbusExceptionCode.IllegalFunction => "It does not know this function; check the profile's table.",
        ModbusExceptionCode.IllegalDataAddress => "It has no such address; check the profile's addresses and block lengths.",
        ModbusExceptionCode.IllegalDataValue => "It does not accept this value or count.",
        ModbusExceptionCode.ServerDeviceBusy or ModbusExceptionCode.Acknowledge => "It is busy; ask again later.",
        ModbusExceptionCode.GatewayPathUnavailable or ModbusExceptionCode.GatewayTargetFailedToRespond =>
            "The gateway does not reach the device; check the line behind it.",
        _ => "See the device's manual.",
    };
}
