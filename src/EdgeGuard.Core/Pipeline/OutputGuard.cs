using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>Decides what is written to outputs, and when they go back. Where they are not armed it decides that nothing is.</summary>
internal sealed class OutputGuard
{
    private readonly bool _armed;
    private readonly GuardedOutput[] _outputs;
    private readonly SounderWatch? _sounder;

    /// <param name="interlock">Binds an interlock's text.</param>
    public OutputGuard(OutputsConfig? config, Func<string, Term> interlock)
    {
        _armed = config is { Armed: true };
        _outputs = [.. (config?.Operations ?? []).Select((o, i) => new GuardedOutput(i, o, o.Interlock is { } text ? interlock(text) : null))];
        if (_armed && config?.Sounder is { } sounder)
            _sounder = new SounderWatch(sounder, Array.Find(_outputs, o => o.Operation.Id == sounder.Operation)!);
    }

    /// <summary>The first output that is not where it should be, and why; null when all are well.</summary>
    public Words? Fault =>
        Array.Find(_outputs, o => o.Fault is not null) is { Fault: { } fault } output ? new Words($"{output.Operation.Id}：{fault.Zh}", $"{output.Operation.Id}: {fault.En}") : null;

    /// <summary>
    /// The one place that says whether an operation is done. Whatever else somebody must have for it (a permission, the approval of
    /// another) is a further reason here; going back to rest never needs any.
    /// </summary>
    public OperationVerdict Decide(OperateInput request, EvaluationContext context)
    {
        if (Array.Find(_outputs, o => o.Operation.Id == request.Operation) is not { } output)
            return Refuse(OperationRefusal.Unknown, new($"没有名为“{request.Operation}”的操作", $"there is no operation \"{request.Operation}\""));
        OperationConfig operation = output.Operation;
        if (!_armed)
            return Refuse(OperationRefusal.NotArmed, new("输出未启用（outputs.armed）", "outputs are not armed (outputs.armed)"));
        if ((request.Value ?? operation.Usual) is not { } value)
            return Refuse(OperationRefusal.NoValue, new($"需要数值，{operation.Min} 到 {operation.Max}", $"it needs a value, {operation.Min} to {operation.Max}"));
        if (value < operation.Min || value > operation.Max)
            return Refuse(OperationRefusal.OutOfRange, new($"{value} 超出 {operation.Min} 到 {operation.Max}", $"{value} is outside {operation.Min} to {operation.Max}"));
        Truth permits = value == operation.Rest ? Truth.True : output.Permits(context);
        return permits switch
        {
            Truth.True => new(OperationRefusal.None, null, output.Order(value, request.At, request.By, WriteCause.Asked)),
            Truth.False => Refuse(OperationRefusal.Interlock, new($"联锁条件不成立：{operation.Interlock}", $"its interlock does not hold: {operation.Interlock}")),
            _ => Refuse(OperationRefusal.Interlock, new($"联锁条件是否成立未知：{operation.Interlock}", $"nobody can tell whether its interlock holds: {operation.Interlock}")),
        };
    }

    /// <summary>About once a second: what goes back, and what the gateway itself operates.</summary>
    /// <param name="alarms">All that are not normal.</param>
    /// <param name="tell">Refusals of what the gateway itself wanted.</param>
    public IEnumerable<OutputWrite> Tick(MonotonicTime at, EvaluationContext context, IEnumerable<AlarmState> alarms, Action<OperateInput, OperationVerdict> tell)
    {
        if (!_armed)
            yield break;
        foreach (GuardedOutput output in _outputs)
        {
            if (output.Tick(at, context) is { } back)
                yield return back;
        }

        if (_sounder?.Tick(at, alarms) is not { } wish)
            yield break;
        OperationVerdict verdict = Decide(wish, context);
        if (verdict.Write is { } write)
            yield return write;
        if (_sounder.Decided(verdict))
            tell(wish, verdict);
    }

    /// <summary>Whether the platform can be reached.</summary>
    public void Link(LinkInput link) => _sounder?.Link(link);

    public void Done(OperatedInput result)
    {
        _outputs[result.Write.Output].Done(result);
        if (result.Fault is not null)
            _sounder?.Failed(result.Write);
    }

    /// <summary>Everything that is not at rest, at a stop.</summary>
    public IReadOnlyList<OutputWrite> Return(MonotonicTime at) =>
        _armed ? [.. _outputs.Where(o => o.IsAway).Select(o => o.Order(o.Operation.Rest, at, GuardedOutput.Itself, WriteCause.Stop))] : [];

    private static OperationVerdict Refuse(OperationRefusal refusal, Words why) => new(refusal, why, null);
}
