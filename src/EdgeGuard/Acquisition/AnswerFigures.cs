namespace EdgeGuard.Gateway.Acquisition;

/// <summary>What the requests to one device came to since the gateway started.</summary>
/// <param name="Refused">Answered with an exception.</param>
/// <param name="Errors">Neither answered nor silent: no connection, a garbled frame, another device's answer.</param>
/// <param name="P50">Half of the latest answers came within this time; null before the first.</param>
/// <param name="P95">Of 20 of the latest answers, 19 came within this time.</param>
internal readonly record struct AnswerFigures(long Good, long Timeouts, long Crc, long Refused, long Errors, TimeSpan? P50, TimeSpan? P95);
