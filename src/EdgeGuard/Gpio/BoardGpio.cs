using System.Device.Gpio;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>The lines of one GPIO chip, and what the kernel tells of them without taking any.</summary>
/// <param name="label">The chip's.</param>
/// <param name="survey">Every line, in order.</param>
internal sealed class BoardGpio(GpioDriver driver, string label, Func<IReadOnlyList<GpioLineState>> survey) : GpioController(driver)
{
    public string Label { get; } = label;

    /// <exception cref="IOException">The chip is gone.</exception>
    public IReadOnlyList<GpioLineState> Survey() => survey();
}
