namespace EdgeGuard.Simulator.Life;

/// <summary>Faults to lay over a life (<see cref="RoomLifeOptions.Faults"/>). Units, probes and detectors count from 1.</summary>
public static class RoomFault
{
    /// <summary>Longer than any life.</summary>
    public static readonly TimeSpan Forever = TimeSpan.FromDays(36_500);

    public static LifeEvent UnitTrips(int unit, TimeSpan at, TimeSpan length) => new(LifeEventKind.UnitFault, at, length, unit);

    /// <summary>A compressor that stands still without a word from its controller.</summary>
    public static LifeEvent CompressorDies(int unit, TimeSpan at, TimeSpan length) => new(LifeEventKind.CompressorDead, at, length, unit);

    public static LifeEvent FanFails(int unit, TimeSpan at, TimeSpan length) => new(LifeEventKind.FanFault, at, length, unit);

    /// <param name="lost">0-1: share of the cooling that is lost at the end.</param>
    public static LifeEvent RefrigerantFades(int unit, TimeSpan at, TimeSpan length, double lost) =>
        new(LifeEventKind.RefrigerantLoss, at, length, unit, lost);

    public static LifeEvent UnitSwitchedOff(int unit, TimeSpan at, TimeSpan length) => new(LifeEventKind.UnitSwitchedOff, at, length, unit);

    /// <param name="probe">1 low, 2 middle, 3 high inlet, 4 climate.</param>
    public static LifeEvent ProbeSticks(int probe, TimeSpan at, TimeSpan length) => new(LifeEventKind.ProbeStuck, at, length, probe);

    public static LifeEvent ProbeDrifts(int probe, TimeSpan at, TimeSpan length, double kelvinPerDay) =>
        new(LifeEventKind.ProbeDrift, at, length, probe, kelvinPerDay);

    public static LifeEvent ProbeJumps(int probe, TimeSpan at, TimeSpan length, double kelvin) => new(LifeEventKind.ProbeOffset, at, length, probe, kelvin);

    /// <param name="device">Index in <see cref="RoomLayout.Devices"/>.</param>
    public static LifeEvent DeviceFallsSilent(int device, TimeSpan at, TimeSpan length) => new(LifeEventKind.DeviceSilent, at, length, device);

    /// <summary>From about 3 h on the plant sheds load, then opens the battery.</summary>
    public static LifeEvent MainsFail(TimeSpan at, TimeSpan length) => new(LifeEventKind.MainsLost, at, length);

    public static LifeEvent DcLoadGrows(TimeSpan at, TimeSpan length, double watts) => new(LifeEventKind.DcLoadRamp, at, length, 0, watts);

    public static LifeEvent UpsLoadGrows(TimeSpan at, TimeSpan length, double watts) => new(LifeEventKind.UpsLoadRamp, at, length, 0, watts);

    public static LifeEvent PhaseLoaded(TimeSpan at, TimeSpan length, double watts) => new(LifeEventKind.PhaseLoad, at, length, 0, watts);

    public static LifeEvent NeutralBreaks(TimeSpan at, TimeSpan length) => new(LifeEventKind.NeutralLost, at, length);

    public static LifeEvent RectifiersFail(TimeSpan at, TimeSpan length, int modules) => new(LifeEventKind.RectifierFault, at, length, 0, modules);

    public static LifeEvent DoorLeftOpen(TimeSpan at, TimeSpan length) => new(LifeEventKind.DoorOpen, at, length, 0, 1);

    public static LifeEvent Water(TimeSpan at, TimeSpan length) => new(LifeEventKind.Water, at, length);

    public static LifeEvent SmokeDetectorTrips(int detector, TimeSpan at, TimeSpan length) => new(LifeEventKind.SmokeTrip, at, length, detector);

    public static LifeEvent SurgeArresterFails(TimeSpan at, TimeSpan length) => new(LifeEventKind.SurgeArresterFault, at, length);

    public static LifeEvent Fire(TimeSpan at, TimeSpan length, double watts = 15_000) => new(LifeEventKind.Fire, at, length, 0, watts);
}
