namespace EdgeGuard.Gateway.Gpio;

/// <summary>The 1-Wire master and the chips it found.</summary>
internal interface IOneWire
{
    /// <summary>ROM codes as the kernel names them, <c>28-0316a2795bff</c>, in order.</summary>
    /// <exception cref="IOException">There is no master; the message says what makes one.</exception>
    IReadOnlyList<string> List();

    /// <summary>What the master reads from a DS18B20, as its <c>w1_slave</c> file says it. Takes up to 750 ms.</summary>
    /// <param name="rom">The chip's ROM code.</param>
    /// <exception cref="IOException">No such chip, or it did not answer.</exception>
    string Read(string rom);
}
