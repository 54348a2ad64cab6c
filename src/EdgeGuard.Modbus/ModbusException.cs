namespace EdgeGuard.Modbus;

/// <summary>A request that got no good answer. The message says what failed, where, and what to look at.</summary>
public sealed class ModbusException : IOException
{
    internal ModbusException(ModbusErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    internal ModbusException(ModbusExceptionCode code, string message)
        : base(message)
    {
        Kind = ModbusErrorKind.Exception;
        Code = code;
    }

    public ModbusErrorKind Kind { get; }

    /// <summary>The device's code for <see cref="ModbusErrorKind.Exception"/>, which may be one the specification does not name; otherwise None.</summary>
    public ModbusExceptionCode Code { get; }
}
