using System.Device.Gpio;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>An edge whose moment is known: the kernel stamped it in the interrupt, and it was read a little later.</summary>
/// <param name="age">How long ago the edge was, when this was made.</param>
internal sealed class EdgeEventArgs(PinEventTypes changeType, int pinNumber, TimeSpan age)
    : PinValueChangedEventArgs(changeType, pinNumber)
{
    public TimeSpan Age { get; } = age;
}
