namespace EdgeGuard.Simulator.Board;

/// <summary>
/// Bosch BME280: identity, trimming values, reset, forced mode, status. Its codes are found by turning the datasheet's floating-point formulas
/// (BST-BME280-DS002, section 8.1) round by bisection. Registers: section 5; times: 9.1.
/// </summary>
/// <param name="air">degC, %RH and Pa, now.</param>
internal sealed class VirtualBme280(Func<(double Temperature, double Humidity, double Pressure)> air, TimeProvider time) : IVirtualChip
{
    // T and P are the numbers of Bosch's worked example (BST-BMP280-DS001, section 3.12); H those of a chip as it is sold.
    private const double T1 = 27504, T2 = 26435, T3 = -1000;
    private const double P1 = 36477, P2 = -10685, P3 = 3024, P4 = 2855, P5 = 140, P6 = -7, P7 = 15500, P8 = -14600, P9 = 6000;
    private const double H1 = 75, H2 = 362, H3 = 0, H4 = 325, H5 = 50, H6 = 30;

    private readonly byte[] _registers = Fresh();
    private byte _pointer;
    private bool _measuring;
    private long _started;

    public bool CorruptsChecksums { get; set; }

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return true;
        _pointer = bytes[0];
        // Register and value in turn; the address does not go on by itself in a write.
        for (int i = 0; i + 1 < bytes.Length; i += 2)
            Set(bytes[i], bytes[i + 1]);
        return true;
    }

    public bool Read(Span<byte> bytes)
    {
        Finish();
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = _registers[(byte)(_pointer + i)];
        return true;
    }

    public void PowerCycle()
    {
        Fresh().CopyTo(_registers, 0);
        _measuring = false;
    }

    private void Set(byte register, byte value)
    {
        if (register == 0xE0 && value == 0xB6)
            PowerCycle();
        if (register is not (0xF2 or 0xF4 or 0xF5))
            return;
        _registers[register] = value;
        if (register != 0xF4 || (value & 3) == 0)
            return;
        _measuring = true;
        _registers[0xF3] = 8;
        _started = time.GetTimestamp();
    }

    private void Finish()
    {
        // Typical: 1 ms and 2 ms for each sample, 0.5 ms more for pressure and humidity.
        double milliseconds = 1 + 2 * Samples(_registers[0xF4] >> 5) + 2 * Samples(_registers[0xF4] >> 2 & 7) + 2 * Samples(_registers[0xF2] & 7) + 1;
        if (!_measuring || time.GetElapsedTime(_started) < TimeSpan.FromMilliseconds(milliseconds))
            return;
        _measuring = false;
        _registers[0xF3] = 0;
        _registers[0xF4] &= 0xFC;
        (double temperature, double humidity, double pressure) = air();
        int t = Bisect(20, raw => Fine(raw) / 5120, temperature);
        double fine = Fine(t);
        Put(0xF7, Bisect(20, raw => Pressure(raw, fine), pressure));
        Put(0xFA, t);
        int h = Bisect(16, raw => Humidity(raw, fine), humidity);
        (_registers[0xFD], _registers[0xFE]) = ((byte)(h >> 8), (byte)h);
    }

    private static int Samples(int field) => field == 0 ? 0 : Math.Min(16, 1 << (field - 1));

    private static double Fine(double raw)
    {
        double bend = raw / 131072 - T1 / 8192;
        return (raw / 16384 - T1 / 1024) * T2 + bend * bend * T3;
    }

    private static double Pressure(double raw, double fine)
    {
        double v = fine / 2 - 64000;
        double offset = (v * v * P6 / 32768 + v * P5 * 2) / 4 + P4 * 65536;
        double slope = (1 + (P3 * v * v / 524288 + P2 * v) / 524288 / 32768) * P1;
        double p = (1048576 - raw - offset / 4096) * 6250 / slope;
        return p + (P9 * p * p / 2147483648 + p * P8 / 32768 + P7) / 16;
    }

    private static double Humidity(double raw, double fine)
    {
        double v = fine - 76800;
        double h = (raw - (H4 * 64 + H5 / 16384 * v)) * (H2 / 65536 * (1 + H6 / 67108864 * v * (1 + H3 / 67108864 * v)));
        return h * (1 - H1 * h / 524288);
    }

    /// <summary>The code whose value is nearest to the wanted one; the pressure falls as its code rises.</summary>
    private static int Bisect(int bits, Func<double, double> value, double wanted)
    {
        int low = 0, high = (1 << bits) - 1;
        bool rises = value(high) > value(low);
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (value(middle) < wanted == rises)
                low = middle;
            else
                high = middle;
        }

        return Math.Abs(value(low) - wanted) < Math.Abs(value(high) - wanted) ? low : high;
    }

    private void Put(int at, int code) =>
        (_registers[at], _registers[at + 1], _registers[at + 2]) = ((byte)(code >> 12), (byte)(code >> 4), (byte)(code << 4));

    private static byte[] Fresh()
    {
        byte[] registers = new byte[256];
        double[] first = [T1, T2, T3, P1, P2, P3, P4, P5, P6, P7, P8, P9];
        for (int i = 0; i < first.Length; i++)
            PutWord(registers, 0x88 + 2 * i, (int)first[i]);
        registers[0xA1] = (byte)H1;
        PutWord(registers, 0xE1, (int)H2);
        registers[0xE3] = (byte)H3;
        (registers[0xE4], registers[0xE5], registers[0xE6]) = ((byte)((int)H4 >> 4), (byte)(((int)H4 & 15 | (int)H5 << 4) & 0xFF), (byte)((int)H5 >> 4));
        registers[0xE7] = (byte)(sbyte)H6;
        registers[0xD0] = 0x60;
        registers[0xF7] = registers[0xFA] = registers[0xFD] = 0x80;
        return registers;
    }

    private static void PutWord(byte[] registers, int at, int value) => (registers[at], registers[at + 1]) = ((byte)value, (byte)(value >> 8));
}
