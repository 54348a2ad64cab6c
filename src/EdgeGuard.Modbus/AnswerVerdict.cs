namespace EdgeGuard.Modbus;

/// <summary>How an answer fits its request.</summary>
internal enum AnswerVerdict
{
    Good,

    /// <summary>The device refuses; the code is byte 1.</summary>
    Refused,

    WrongFunction,

    /// <summary>The length or the byte count inside is not what the request asks for.</summary>
    WrongLength,

    /// <summary>A write was confirmed for another address, count or value; or an identification for another category.</summary>
    WrongEcho,
}
