namespace EdgeGuard.Gateway.Gpio;

/// <summary>One line as it is, looked at from outside.</summary>
/// <param name="Line">Offset on the chip.</param>
/// <param name="Name">What the board calls it; empty: nothing.</param>
/// <param name="Consumer">Who holds it, by the name he gave; null: nobody does.</param>
internal sealed record GpioLineState(int Line, string Name, bool IsOutput, string? Consumer);
