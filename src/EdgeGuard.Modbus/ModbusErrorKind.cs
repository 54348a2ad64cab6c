namespace EdgeGuard.Modbus;

/// <summary>What kept a request from being answered well.</summary>
public enum ModbusErrorKind
{
    /// <summary>Nothing came within the answer time.</summary>
    Timeout,

    /// <summary>The connection or the serial line could not be opened.</summary>
    ConnectionFailed,

    /// <summary>The connection or the line was lost under way. The next request opens it again.</summary>
    ConnectionClosed,

    /// <summary>A frame of the right length came and its check was wrong.</summary>
    Crc,

    /// <summary>What came is not the answer to this request: short, garbled, or another unit's or request's.</summary>
    ProtocolError,

    /// <summary>The device answered and refused; see <see cref="ModbusException.Code"/>.</summary>
    Exception,
}
