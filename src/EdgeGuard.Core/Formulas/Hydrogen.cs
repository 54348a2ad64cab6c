namespace EdgeGuard.Core.Formulas;

/// <summary>Air that the gas of valve-regulated lead batteries needs, in the form of EN 50272-2 (domain: section 1.12). Not for lithium.</summary>
public static class Hydrogen
{
    private const double FloatGas = 1;
    private const double BoostGas = 8;
    private const double AirPerGas = 0.05;
    private const double OpeningPerFlow = 28;

    /// <summary>Air flow in m³/h that keeps the hydrogen below 4 % of the volume: <c>0.05·n·I_gas·C·10⁻³</c>.</summary>
    /// <param name="cells">Cells in series.</param>
    /// <param name="capacity">Ah.</param>
    /// <param name="boost">On boost a cell gives 8 mA of gas an Ah; on float 1.</param>
    public static double AirFlow(double cells, double capacity, bool boost) =>
        AirPerGas * cells * (boost ? BoostGas : FloatGas) * capacity / 1000;

    /// <summary>Free area in cm² of an opening that gives such a flow by itself.</summary>
    public static double Opening(double airFlow) => OpeningPerFlow * airFlow;
}
