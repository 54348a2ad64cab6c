namespace EdgeGuard.Core.Alarms;

/// <summary>How long the conditions of a stage have held, as a snapshot keeps it.</summary>
/// <param name="On">Its delay had passed.</param>
public sealed record StageTimer(
    TimeSpan Raise,
    int RaiseReadings,
    TimeSpan Clear,
    int ClearReadings,
    uint OnsetBoot,
    TimeSpan Onset,
    bool On = false);
