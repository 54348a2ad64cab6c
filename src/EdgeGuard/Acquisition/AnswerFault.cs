namespace EdgeGuard.Gateway.Acquisition;

/// <summary>What kept a request to a device from being answered.</summary>
internal enum AnswerFault : byte
{
    Timeout,
    Crc,

    /// <summary>No connection, a garbled frame, another device's answer.</summary>
    Other,
}
