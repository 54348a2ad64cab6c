using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Functions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What the gateway writes. It only decides here; <see cref="PipelineOutput.Writes"/> and verdicts are carried out elsewhere.</summary>
public sealed partial class GatewayPipeline
{
    /// <summary>Everything that is to go back to rest, at a stop.</summary>
    public IReadOnlyList<OutputWrite> ReturnOutputs(MonotonicTime at) => _guard.Return(at);

    private void ApplyToOutputs(GatewayInput input)
    {
        switch (input)
        {
            case OperateInput wish:
                OperationVerdict verdict = _guard.Decide(wish, _judgement.Context);
                _output.Verdict = verdict;
                if (verdict.Write is null)
                    TellRefusal(wish, verdict);
                break;
            case OperatedInput result:
                _guard.Done(result);
                if (!result.Unchanged)
                    _output.JournalList.Add(PipelineMessages.Journal(result, _model.Language));
                TakeOutputs(result.At);
                break;
            case LinkInput link:
                _guard.Link(link);
                break;
        }
    }

    private void TickOutputs(MonotonicTime at)
    {
        _output.WriteList.AddRange(_guard.Tick(at, _judgement.Context, _alarms.Standing.Select(t => t.State), TellRefusal));
        TakeOutputs(at);
    }

    private void TakeOutputs(MonotonicTime at)
    {
        if (_outputsPoint is not { } point)
            return;
        _sink.Detail = _guard.Fault?.In(_model.Language);
        Take(Reading.Good(point, _guard.Fault is null ? 0 : 1, at), stale: false);
        _sink.Detail = null;
    }

    private void TellRefusal(OperateInput wish, OperationVerdict verdict) =>
        _output.JournalList.Add(PipelineMessages.Refusal(wish, verdict, _model.Language));

    private static Func<string, Term> Interlocks(BindingScope? scope, TermPool pool) => text =>
        Expression.Parse(text).Syntax?.Bind(scope!, BindingTarget.Room, pool, FunctionCatalog.All, ExpressionKind.Condition).Term
        ?? throw new ArgumentException($"\"{text}\" does not bind; the configuration's checks let none through.");
}
