using System.Device.I2c;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// Asks one I2C address who is there, and changes nothing. Every address gets a read of one byte. Written is only where a chip of the catalog can
/// be told by it, and only what selects a register or asks for a status. So a PCF8574 (0x20-0x27, 0x38-0x3F), whose outputs follow the first byte
/// written, a potentiometer (0x28-0x2F) or a DAC (0x60-0x67) is never written to, and an MCP23017 cannot be told from a PCF8574. A PCF8591
/// (0x48-0x4F) would take the pointer of the ADS1115 for its control byte: its analogue output ends until its own driver sets it again.
/// </summary>
internal static class ChipProbe
{
    /// <summary>Addresses of devices in I2C, without the reserved ones at both ends (UM10204, table 4).</summary>
    public const int First = 0x08, Last = 0x77;

    /// <summary>
    /// Not even read: the alert response address, where a read takes the alert back (SMBus 3.1, appendix A), and 0x69, where clock chips lock
    /// the bus when they are read (i2cdetect(8)).
    /// </summary>
    public static IReadOnlyList<int> NeverAsked { get; } = [0x0C, 0x69];

    /// <param name="chip">Whatever is at the address; disposed here.</param>
    /// <param name="time">Real time.</param>
    /// <exception cref="AdapterUnusableException">No chip of the adapter can be asked.</exception>
    public static async ValueTask<ChipAnswer> AskAsync(I2cDevice chip, TimeProvider time, CancellationToken cancellationToken)
    {
        using I2cDevice owned = chip;
        int address = chip.ConnectionSettings.DeviceAddress;
        bool answers = Answers(chip);
        IReadOnlyList<SensorModel> possible = [.. SensorCatalog.All.Where(m => m.Addresses.Contains(address) && !m.Name.StartsWith("iot-", StringComparison.Ordinal))];
        foreach (SensorModel model in possible)
        {
            if (model.Recognise is { } isThere && await IsAsync(isThere, chip, time, cancellationToken).ConfigureAwait(false))
                return new ChipAnswer(true, model, []);
        }

        // One that would have been recognised is not it.
        return new ChipAnswer(answers, null, [.. possible.Where(m => m.Recognise is null)]);
    }

    private static bool Answers(I2cDevice chip)
    {
        try
        {
            _ = chip.ReadByte();
            return true;
        }
        catch (IOException e) when (e is not AdapterUnusableException)
        {
            return false;
        }
    }

    private static async ValueTask<bool> IsAsync(
        Func<I2cDevice, TimeProvider, CancellationToken, ValueTask<bool>> isThere, I2cDevice chip, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await isThere(chip, time, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e) when (e is not AdapterUnusableException)
        {
            // It did not acknowledge, or not this.
            return false;
        }
    }
}
