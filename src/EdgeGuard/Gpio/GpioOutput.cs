using System.Device.Gpio;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>A GPIO line that is driven. It is taken at its first use, at rest, and held until the end: a line that nobody holds may float.</summary>
/// <param name="open">Opens the line's chip.</param>
/// <param name="activeLow">1 is the low level.</param>
/// <param name="rest">What it is taken at.</param>
internal sealed class GpioOutput(Func<GpioController> open, int line, bool activeLow, int rest) : IOutput
{
    private GpioController? _controller;

    public ValueTask<int> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Do(controller => controller.Read(line) == Level(1) ? 1 : 0));

    public ValueTask WriteAsync(int value, CancellationToken cancellationToken)
    {
        Do(controller =>
        {
            controller.Write(line, Level(value));
            return value;
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _controller?.Dispose();
        _controller = null;
        return ValueTask.CompletedTask;
    }

    private PinValue Level(int value) => value != 0 != activeLow ? PinValue.High : PinValue.Low;

    private int Do(Func<GpioController, int> work)
    {
        try
        {
            return work(_controller ??= Take());
        }
        catch (Exception e) when (e is UnauthorizedAccessException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new IOException(e.Message, e);
        }
    }

    private GpioController Take()
    {
        GpioController controller = open();
        try
        {
            controller.OpenPin(line, PinMode.Output, Level(rest));
            return controller;
        }
        catch
        {
            controller.Dispose();
            throw;
        }
    }
}
