using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Gateway.Tests.Life;

/// <summary>The faults of a room, and the alarms that domain section 4 asks for.</summary>
internal static class FaultCases
{
    private static readonly TimeSpan s_at = TimeSpan.FromHours(0.5);

    /// <summary>Temperature is never suppressed, whatever made it; so is what it does to the air.</summary>
    private static readonly string[] s_heat =
        ["inlet-high", "temperature", "temperature-critical", "slope-high", "slope-critical", "rate-of-rise", "condensation", "cooling-lost", "cooling-lost-heat"];

    public static IEnumerable<FaultCase> All => [.. Cooling, .. Probes, .. Silence, .. Power, .. Safety];

    private static IEnumerable<FaultCase> Cooling =>
    [
        new("both units trip", 1.7, RoomFault.UnitTrips(1, s_at, Hours(0.75)), RoomFault.UnitTrips(2, s_at, Hours(0.75)))
        {
            Found = [("room.noCooling.cooling-lost", 1, Minutes(2))],
            Also = s_heat,
        },
        new("both compressors die without a word", 1.7, RoomFault.CompressorDies(1, s_at, Hours(0.75)), RoomFault.CompressorDies(2, s_at, Hours(0.75)))
        {
            // The inlets pass 27 degC after a quarter of an hour.
            Found = [("ac1.proofFailed.compressor-proof", 2, Minutes(12)), ("room.noCoolingSeen.cooling-lost-heat", 1, Minutes(16))],
            Also = [.. s_heat, "standby-takeover", "compressor-proof"],
        },
        new("both units are switched off", 1.7, RoomFault.UnitSwitchedOff(1, s_at, Hours(0.75)), RoomFault.UnitSwitchedOff(2, s_at, Hours(0.75)))
        {
            Found = [("room.noCooling.cooling-lost", 1, Minutes(2))],
            Also = s_heat,
        },
        new("one unit trips on a hot day", 1.1, RoomFault.UnitTrips(1, s_at, Hours(0.45)))
        {
            Found = [("ac1.status.cooling-stopped", 2, Minutes(1))],
        },
        new("one compressor dies without a word", 1.1, RoomFault.CompressorDies(1, s_at, Hours(0.45)))
        {
            Found = [("ac1.proofFailed.compressor-proof", 2, Minutes(16))],
        },
        new("one unit is switched off", 1.3, RoomFault.UnitSwitchedOff(1, s_at, Hours(0.75)))
        {
            Found = [("room.coolingMargin.cooling-redundancy", 3, Minutes(30))],
        },
        new("a fan fails", 1.1, RoomFault.FanFails(1, s_at, Hours(0.45)))
        {
            Found = [("ac1.fanFault.ac-fan-fault", 2, Minutes(1))],
        },
        new("refrigerant fades", 6.3, RoomFault.RefrigerantFades(1, s_at, Hours(5), 0.6))
        {
            // 30 % are lost after 2.5 h.
            Found = [("ac1.fade.fade", 3, Hours(4))],
            Also = ["never-rests"],
        },
    ];

    private static IEnumerable<FaultCase> Probes =>
    [
        new("a probe sticks", 1.2, RoomFault.ProbeSticks(2, s_at, Hours(0.6)))
        {
            Found = [("inletMiddle.temperature-stuck.probe-stuck", 4, Minutes(30))],
        },
        new("a probe drifts", 4, RoomFault.ProbeDrifts(2, s_at, Hours(2), 24))
        {
            Found = [("inletMiddle.temperature-deviation.probe-deviation", 4, Hours(1.9))],
        },
        new("a probe jumps up", 2.6, RoomFault.ProbeJumps(2, s_at, Hours(0.75), 5))
        {
            Found = [("inletMiddle.temperature-localHeat.local-heat", 2, Minutes(3)), ("inletMiddle.temperature-deviation.probe-deviation", 4, Minutes(40))],
        },
        new("a probe jumps down", 2.6, RoomFault.ProbeJumps(2, s_at, Hours(0.75), -5))
        {
            Found = [("inletMiddle.temperature-deviation.probe-deviation", 4, Minutes(40))],
        },
        new("both units trip beside a stuck probe", 3, RoomFault.ProbeSticks(2, s_at, Hours(2)), RoomFault.UnitTrips(1, Hours(1.25), Hours(1)), RoomFault.UnitTrips(2, Hours(1.25), Hours(1)))
        {
            Found = [("inletMiddle.temperature-stuck.probe-stuck", 4, Minutes(30)), ("room.noCooling.cooling-lost", 1, Minutes(47)), ("room.inletVoted.inlet-high", 3, Hours(1.5))],
            Also = s_heat,
        },
    ];

    /// <summary>A comm alarm and nothing else; of the contacts, alone on their bus, the alarm of the bus.</summary>
    private static IEnumerable<FaultCase> Silence => RoomLayout.Devices.Select((device, i) =>
        new FaultCase($"{device.Name} falls silent", 1, RoomFault.DeviceFallsSilent(i, s_at, Hours(0.4)))
        {
            Found = [(device.Name == "contacts" ? "gateway.bus-gpio.bus-down" : $"{device.Name}.comm.silent", 2, Minutes(1))],
        });

    private static IEnumerable<FaultCase> Power =>
    [
        new("mains fail for 20 min", 1.3, RoomFault.MainsFail(s_at, Minutes(20)))
        {
            Found =
            [
                ("room.mainsLost.mains-lost", 2, Minutes(1)), ("room.mainsLostTime.mains-lost-long", 1, Minutes(2)),
                ("room.noCoolingSeen.cooling-lost-heat", 1, Minutes(12)),
            ],
            Also = s_heat,
        },
        new("mains fail for hours", 6.6, RoomFault.MainsFail(s_at, Hours(5.5)))
        {
            Found =
            [
                ("room.mainsLost.mains-lost", 2, Minutes(1)), ("room.mainsLostTime.mains-lost-long", 1, Minutes(2)),
                ("ups.batteryRuntime.ups-runtime", 1, Hours(2)), ("ups.batteryLow.ups-battery-low", 1, Hours(2)),
                ("bat1.remaining.battery-remaining", 1, Hours(3)), ("rect.dcVoltage.lvd1", 1, Hours(4.5)), ("rect.dcVoltage.lvd2", 1, Hours(5.5)),
            ],
            Also = [.. s_heat, "ups-off", "dc-voltage"],
            // The battery is still being recharged.
            Lasting = ["dc-voltage"],
        },
        new("the DC load grows beyond the rectifiers", 3.3, RoomFault.DcLoadGrows(s_at, Hours(2.5), 9000))
        {
            Found = [("rect.moduleReserve.rectifier-redundancy", 2, Hours(1.3)), ("rect.loadShare.rectifier-load", 3, Hours(2)), ("rect.netCurrent.rectifier-overloaded", 1, Hours(2.5))],
            Also = ["autonomy-short", "battery-remaining", "cooling-redundancy", "cooling-insufficient", "never-rests", "phase-imbalance"],
            Lasting = ["autonomy-short"],
        },
        new("the UPS is overloaded", 2.5, RoomFault.UpsLoadGrows(s_at, Hours(1.5), 1600))
        {
            Found = [("ups.load.ups-load", 3, Hours(1)), ("ups.load.ups-overload", 2, Hours(1.5)), ("ups.overloadDamage.ups-overload-trip", 1, Hours(1.5))],
            Also = ["ups-overload-bit", "phase-imbalance"],
        },
        new("a phase is loaded", 1.3, RoomFault.PhaseLoaded(s_at, Hours(0.4), 8000))
        {
            Found = [("meter.currentImbalance.phase-imbalance", 3, Minutes(15))],
        },
        new("a phase is overloaded", 2.2, RoomFault.PhaseLoaded(s_at, Hours(1.2), 15_500))
        {
            Found = [("meter.load.feeder-load", 1, Minutes(2)), ("meter.thermalImage.feeder-heat", 2, Hours(1)), ("meter.thermalImage.feeder-trip", 1, Hours(1.2))],
            Also = ["phase-imbalance"],
        },
        new("the neutral breaks", 1, RoomFault.NeutralBreaks(s_at, Hours(0.2)))
        {
            Found = [("meter.voltageImbalance.neutral-lost", 1, Minutes(1))],
        },
        new("a rectifier fails", 0.9, RoomFault.RectifiersFail(s_at, Hours(0.25), 1))
        {
            Found = [("rect.modulesFailed.rectifier-modules-failed", 3, Minutes(1))],
        },
        new("two rectifiers fail", 0.9, RoomFault.RectifiersFail(s_at, Hours(0.25), 2))
        {
            Found = [("rect.modulesFailed.rectifier-modules-failed", 3, Minutes(1)), ("rect.moduleReserve.rectifier-redundancy", 2, Minutes(6))],
        },
        new("three rectifiers fail", 0.9, RoomFault.RectifiersFail(s_at, Hours(0.25), 3))
        {
            Found = [("rect.modulesFailed.rectifier-modules-failed", 3, Minutes(1)), ("rect.netCurrent.rectifier-overloaded", 1, Minutes(2))],
        },
        new("a surge arrester fails", 0.8, RoomFault.SurgeArresterFails(s_at, Hours(0.2)))
        {
            Found = [("contacts.spd.mains-surge-arrester", 3, Minutes(1))],
        },
    ];

    private static IEnumerable<FaultCase> Safety =>
    [
        new("the door is left open", 2, RoomFault.DoorLeftOpen(s_at, Hours(1.1)))
        {
            Found = [("contacts.door-openTime.door-open", 4, Minutes(16))],
            Also = ["humidity", "condensation"],
        },
        new("water", 0.8, RoomFault.Water(s_at, Hours(0.2))) { Found = [("contacts.water.water", 1, Minutes(0.2))] },
        new("one smoke detector trips", 0.7, RoomFault.SmokeDetectorTrips(2, s_at, Minutes(5)))
        {
            Found = [("contacts.smoke2.smoke", 1, Minutes(0.2))],
        },
        new("fire", 1.1, RoomFault.Fire(s_at, Minutes(12)))
        {
            Found = [("contacts.smoke1.smoke", 1, Minutes(0.2)), ("room.fire.fire", 1, Minutes(0.7))],
            Also = [.. s_heat, "smoke"],
        },
    ];

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
