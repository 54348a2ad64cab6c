namespace EdgeGuard.Core.Formulas;

/// <summary>
/// How long a lead battery lasts, by GB 51194-2016 §5.2.4 (domain: sections 1.12 and 4.5): <c>Q ≥ K·I·T / (η(T)·[1 + α(T)(t − 25)])</c>.
/// η is linear between the entries of its table; up to 1 h it is that of the lower end voltage (1.75 V a cell), from 1 h on that of
/// 1.80 V, so that the capacity needed jumps there, and again at 10 h where α changes.
/// </summary>
public static class BatteryDischarge
{
    /// <summary>Below it a lead battery gives nothing to be counted on, and the formula means nothing.</summary>
    private const double Coldest = -40;

    /// <summary>A warmer battery is not credited with more.</summary>
    private const double Warmest = 25;

    private const int Pieces = 8;

    /// <summary>Capacity in Ah that gives a current for so long.</summary>
    /// <param name="current">A.</param>
    /// <param name="hours">h; at 1 h and 10 h themselves the longer rate's row counts.</param>
    /// <param name="temperature">Of the battery, degC.</param>
    /// <param name="k">Safety factor: 1.25 in design, 1 for what is.</param>
    public static double RequiredCapacity(double current, double hours, double temperature, double k)
    {
        hours = Math.Max(0, hours);
        int i = Pieces - 1;
        while (PieceAt(i).From > hours)
            i--;
        Piece piece = PieceAt(i);
        return k * piece.Demand(current, temperature) * hours / piece.Efficiency(hours);
    }

    /// <summary>
    /// Hours that a battery gives a current: the largest T so that the capacity suffices for every time up to T. Below 0.5 the
    /// number itself says no more than that. Infinite without a current.
    /// </summary>
    /// <param name="current">A.</param>
    /// <param name="capacity">Ah that the battery has now (rated, times its state of health).</param>
    /// <param name="temperature">Of the battery, degC.</param>
    /// <param name="k">Safety factor.</param>
    public static double Hours(double current, double capacity, double temperature, double k)
    {
        if (current <= 0)
            return double.PositiveInfinity;
        if (capacity <= 0)
            return 0;
        for (int i = 0; i < Pieces; i++)
        {
            Piece piece = PieceAt(i);
            double demand = k * piece.Demand(current, temperature);
            if (demand * piece.From > capacity * piece.Efficiency(piece.From))
                return piece.From;
            double hours = piece.Solve(demand, capacity);
            if (hours < piece.To)
                return hours;
        }

        return double.PositiveInfinity;
    }

    /// <summary>
    /// The table begins at 0.5 h, 0.40. The line of its first entries is drawn on to 0, where the answer is only "less than half an hour".
    /// </summary>
    /// <remarks>
    /// No array: walking over a constant one, the ahead-of-time compiler for arm64 (10.0) loads its link-time address as a plain number,
    /// and the program, which is loaded elsewhere, reads what is not its own.
    /// </remarks>
    private static Piece PieceAt(int i) => i switch
    {
        0 => new(0, 1, 0.25, 0.55, 0.010),
        1 => new(1, 2, 0.45, 0.61, 0.008),
        2 => new(2, 3, 0.61, 0.75, 0.008),
        3 => new(3, 4, 0.75, 0.79, 0.008),
        4 => new(4, 6, 0.79, 0.88, 0.008),
        5 => new(6, 8, 0.88, 0.94, 0.008),
        6 => new(8, 10, 0.94, 1.00, 0.008),
        _ => new(10, double.PositiveInfinity, 1.00, 1.00, 0.006),
    };

    /// <summary>A stretch of the table in which η is a line and α is one number; what is needed rises steadily within it.</summary>
    private readonly record struct Piece(double From, double To, double First, double Last, double Alpha)
    {
        private double Slope => double.IsInfinity(To) ? 0 : (Last - First) / (To - From);

        private double Intercept => First - Slope * From;

        public double Efficiency(double hours) => First + Slope * (hours - From);

        /// <summary>The current as it weighs at this temperature.</summary>
        public double Demand(double current, double temperature) =>
            current / (1 + Alpha * (Math.Clamp(temperature, Coldest, Warmest) - 25));

        /// <summary>The T of <c>demand·T = capacity·η(T)</c> on this line.</summary>
        public double Solve(double demand, double capacity)
        {
            double net = demand - capacity * Slope;
            return net > 0 ? capacity * Intercept / net : double.PositiveInfinity;
        }
    }
}
