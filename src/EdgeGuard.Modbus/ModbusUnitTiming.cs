namespace EdgeGuard.Modbus;

/// <summary>How patient one device wants its client to be.</summary>
/// <param name="AnswerTimeout">Longest time from the end of the request to the end of the answer; the time on a serial wire comes on top.</param>
/// <param name="Gap">Least silence between the last frame on the bus and a request to this device.</param>
public readonly record struct ModbusUnitTiming(TimeSpan AnswerTimeout, TimeSpan Gap);
