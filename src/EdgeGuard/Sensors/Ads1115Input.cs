using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>One input of an <see cref="Ads1115"/>: its settings in the chip, and what its codes mean.</summary>
internal abstract class Ads1115Input
{
    private const ushort Start = 0x8000, AgainstGround = 0x4000, SingleShot = 0x0100, Rate128 = 0x0080, ComparatorOff = 0x0003;

    /// <summary>Full scales (V) of the gain field's values 0 to 5.</summary>
    private static readonly double[] FullScales = [6.144, 4.096, 2.048, 1.024, 0.512, 0.256];

    private readonly double _voltsPerCode;

    /// <param name="input">0 to 3.</param>
    /// <param name="mostVolts">The highest voltage that must be told.</param>
    protected Ads1115Input(int input, double mostVolts)
    {
        if (input is < 0 or > 3)
            throw new ArgumentException($"An ADS1115 has inputs 0 to 3, not {input}.", nameof(input));
        Number = input;
        // The finest range whose last code but one still tells every voltage that matters.
        int gain = Math.Max(0, Array.FindLastIndex(FullScales, scale => scale * 32766 / 32768 > mostVolts));
        _voltsPerCode = FullScales[gain] / 32768;
        StartCommand = (ushort)(Start | AgainstGround | input << 12 | gain << 9 | SingleShot | Rate128 | ComparatorOff);
    }

    /// <summary>The configuration register's value that starts a conversion of this input.</summary>
    public ushort StartCommand { get; }

    protected int Number { get; }

    protected double Volts(short code) => code * _voltsPerCode;

    /// <summary>Adds what a code means.</summary>
    /// <returns>Null; or the time after which the input must be looked at again, and nothing was added.</returns>
    public abstract TimeSpan? Add(PollBatch batch, short code);

    /// <summary>The chip could not measure this input.</summary>
    public abstract void AddFault(PollBatch batch, string fault);
}
