using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Pipeline;

/// <summary>The bound terms of one pipeline, in the order of their evaluation. Each pipeline has its own: terms have state.</summary>
/// <param name="Points">Points of the gateway.</param>
/// <param name="ByDevice">What is computed after a poll, by the device's index.</param>
/// <param name="AtTick">What spans devices, or hangs on time alone.</param>
/// <param name="Alarms">By the alarm's index; those whose rules have expressions.</param>
/// <param name="Inhibitions">What keeps alarms from being announced: a test or maintenance flag of the device.</param>
internal sealed record JudgementProgram(
    int Points,
    TermPool Pool,
    JudgementStep[][] ByDevice,
    JudgementStep[] AtTick,
    IReadOnlyDictionary<int, AlarmTerms> Alarms,
    (int Alarm, Term While)[] Inhibitions);
