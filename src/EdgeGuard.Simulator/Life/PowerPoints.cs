using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Life;

/// <summary>Points of the rectifier plant, its battery, the UPS and the meter.</summary>
internal static class PowerPoints
{
    private const double FullCharge = 0.99;

    public static RoomPoint[] Rectifier() =>
    [
        new("dcVoltage", "rectifier.dcVoltage", 100, 0.02, static m => m.State.DcPlant.BusVoltage),
        new("loadCurrent", "rectifier.loadCurrent", 10, 0.2, static m => m.State.DcPlant.LoadCurrent),
        new("outputCurrent", "rectifier.outputCurrent", 10, 0.2, static m => m.State.DcPlant.RectifierCurrent),
        new("installedCapacity", "rectifier.installedCapacity", 1, 0, static _ => DcPlantState.Modules * DcPlantState.ModuleCurrent),
        new("acVoltage", "rectifier.acVoltage", 10, 0.3, static m => m.State.Mains.VoltageA),
        new("modulesAcquired", "rectifier.modulesAcquired", 1, 0, static _ => DcPlantState.Modules),
        new("modulesSourcing", "rectifier.modulesSourcing", 1, 0, static m => m.State.Inputs.Mains ? Good(m) : 0),
        new("modulesFailed", "rectifier.modulesFailed", 1, 0, static m => DcPlantState.Modules - Good(m)),
        new("modulesAcFailed", "rectifier.modulesAcFailed", 1, 0, static m => m.State.Inputs.Mains ? 0 : DcPlantState.Modules),
        new("mode", "rectifier.mode", 1, 0, static m => Mode(m.State.DcPlant)),
        new("floatVoltage", "rectifier.floatVoltage", 10, 0, static _ => DcPlantState.FloatVoltage),
        new("boostVoltage", "rectifier.boostVoltage", 10, 0, static _ => DcPlantState.BoostVoltage),
        new("lvd1Voltage", "rectifier.lvd1Voltage", 10, 0, static _ => DcPlantState.Lvd1Voltage),
        new("lvd2Voltage", "rectifier.lvd2Voltage", 10, 0, static _ => DcPlantState.Lvd2Voltage),
        new("acFailed", "rectifier.acFailed", 1, 0, static m => RoomPoints.Flag(!m.State.Inputs.Mains)),
        new("moduleFault", "rectifier.moduleFault", 1, 0, static m => RoomPoints.Flag(Good(m) < DcPlantState.Modules)),
    ];

    public static RoomPoint[] Battery() =>
    [
        new("voltage", "battery.voltage", 100, 0.02, static m => StringVoltage(m.State.DcPlant)),
        new("halfVoltage1", "battery.halfVoltage1", 100, 0.02, static m => StringVoltage(m.State.DcPlant) / 2 + 0.05),
        new("halfVoltage2", "battery.halfVoltage2", 100, 0.02, static m => StringVoltage(m.State.DcPlant) / 2 - 0.05),
        new("current", "battery.current", 100, 0.03, static m => m.State.DcPlant.BatteryCurrent),
        new("temperature", "battery.temperature", 10, 0.05, static m => m.State.DcPlant.Battery.Temperature),
        new("charge", "battery.charge", 1, 0, static m => 100 * m.State.DcPlant.Battery.StateOfCharge),
        new("capacity", "battery.capacity", 1, 0, static m => m.State.DcPlant.Battery.CapacityAh),
        new("discharging", "battery.discharging", 1, 0, static m => RoomPoints.Flag(m.State.DcPlant.Discharging)),
        new("disconnected", "battery.disconnected", 1, 0, static m => RoomPoints.Flag(m.State.DcPlant.Lvd2Open)),
    ];

    public static RoomPoint[] Ups() =>
    [
        new("status", "ups.status", 1, 0, static m => Status(m.State.Ups)),
        new("inputVoltage", "ups.inputVoltage", 10, 0.3, static m => m.State.Mains.VoltageA),
        new("inputFrequency", "ups.inputFrequency", 10, 0, static m => m.State.Mains.Frequency),
        new("outputVoltage", "ups.outputVoltage", 10, 0.2, static m => m.State.Ups.OutputVoltage),
        new("outputPower", "ups.outputPower", 0.1, 5, static m => m.State.Ups.LoadPower),
        new("load", "ups.load", 10, 0.2, static m => m.State.Ups.LoadPercent),
        new("temperature", "ups.temperature", 10, 0.1, static m => m.State.Ups.Temperature),
        new("batteryVoltage", "ups.batteryVoltage", 10, 0.05, static m => m.State.Ups.BatteryVoltage),
        new("batteryCharge", "ups.batteryCharge", 1, 0, static m => 100 * m.State.Ups.Battery.StateOfCharge),
        new("batteryRuntime", "ups.batteryRuntime", 1, 0, static m => m.State.Ups.Runtime),
        new("chargeState", "ups.chargeState", 1, 0, static m => ChargeState(m.State.Ups)),
        new("batteryTest", "ups.batteryTest", 1, 0, static m => RoomPoints.Flag(m.State.Ups.Mode == UpsMode.Test)),
        new("onBattery", "ups.onBattery", 1, 0, static m => RoomPoints.Flag(m.State.Ups.Mode is UpsMode.Battery or UpsMode.Test)),
        new("batteryLow", "ups.batteryLow", 1, 0, static m => RoomPoints.Flag(m.State.Ups.BatteryLow)),
        new("overload", "ups.overload", 1, 0, static m => RoomPoints.Flag(m.State.Ups.LoadPercent >= 105)),
    ];

    /// <summary>As the Eastron SDM630's profile names them.</summary>
    public static RoomPoint[] Meter() =>
    [
        new("voltageA", "meter.voltageA", 10, 0.3, static m => m.State.Mains.VoltageA),
        new("voltageB", "meter.voltageB", 10, 0.3, static m => m.State.Mains.VoltageB),
        new("voltageC", "meter.voltageC", 10, 0.3, static m => m.State.Mains.VoltageC),
        new("currentA", "meter.currentA", 100, 0.03, static m => Current(m.State.Mains.PowerA, m.State.Mains.VoltageA)),
        new("currentB", "meter.currentB", 100, 0.03, static m => Current(m.State.Mains.PowerB, m.State.Mains.VoltageB)),
        new("currentC", "meter.currentC", 100, 0.03, static m => Current(m.State.Mains.PowerC, m.State.Mains.VoltageC)),
        new("powerA", "meter.powerA", 1, 3, static m => m.State.Mains.PowerA),
        new("powerB", "meter.powerB", 1, 3, static m => m.State.Mains.PowerB),
        new("powerC", "meter.powerC", 1, 3, static m => m.State.Mains.PowerC),
        new("power", "meter.power", 1, 5, static m => m.State.Mains.Power),
        new("apparentPower", "meter.apparentPower", 1, 5, static m => m.State.Mains.Power / MainsState.PowerFactor),
        new("powerFactor", "meter.powerFactor", 100, 0, static m => m.State.Mains.Present ? MainsState.PowerFactor : 0),
        new("frequency", "meter.frequency", 100, 0.01, static m => m.State.Mains.Frequency),
        new("energyImport", "meter.energyImport", 0.1, 0, static m => 1000 * m.State.Mains.Energy),
        new("energyExport", "meter.energyExport", 0.1, 0, static _ => 0),
    ];

    private static int Good(LifeMoment moment) => Math.Clamp(DcPlantState.Modules - moment.State.Inputs.FailedRectifiers, 0, DcPlantState.Modules);

    private static double StringVoltage(DcPlantState plant) => plant.Lvd2Open ? plant.Battery.OpenVoltage : plant.BusVoltage;

    /// <summary>2 off, 3 discharge, 5 charge, 7 float, 8 equalize.</summary>
    private static double Mode(DcPlantState plant) =>
        plant.Lvd2Open ? 2 : plant.Discharging ? 3 : plant.Boost ? 8 : plant.Battery.StateOfCharge < FullCharge ? 5 : 7;

    private static double Status(UpsState ups) => ups.Mode switch
    {
        UpsMode.Normal => 2,
        UpsMode.Battery => 3,
        UpsMode.Test => 5,
        _ => 0,
    };

    /// <summary>0 resting, 1 float, 3 discharge, 4 charging.</summary>
    private static double ChargeState(UpsState ups) => ups.Mode switch
    {
        UpsMode.Off => 0,
        UpsMode.Normal => ups.Battery.StateOfCharge < FullCharge ? 4 : 1,
        _ => 3,
    };

    private static double Current(double power, double voltage) => voltage > 0 ? power / MainsState.PowerFactor / voltage : 0;
}
