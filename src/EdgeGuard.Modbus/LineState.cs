namespace EdgeGuard.Modbus;

/// <summary>How reading a line empty went.</summary>
internal enum LineState
{
    Silent,
    Ended,

    /// <summary>Bytes kept coming past all patience.</summary>
    Babbling,
}
