namespace EdgeGuard.Modbus;

/// <summary>Why a server refuses a request (Application Protocol V1.1b3, 7). <see cref="None"/> is never on the wire.</summary>
public enum ModbusExceptionCode : byte
{
    None = 0,
    IllegalFunction = 1,
    IllegalDataAddress = 2,
    IllegalDataValue = 3,
    ServerDeviceFailure = 4,
    Acknowledge = 5,
    ServerDeviceBusy = 6,
    MemoryParityError = 8,
    GatewayPathUnavailable = 10,
    GatewayTargetFailedToRespond = 11,
}
