using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>One output: what it should be at, what it is known to be at, and when it goes back to rest.</summary>
internal sealed class GuardedOutput(int index, OperationConfig operation, Term? interlock)
{
    /// <summary>Who moves an output when nobody asked.</summary>
    public const string Itself = "edgeguard";

    /// <summary>How long after a failure the way back to rest is tried again [our default].</summary>
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(10);

    private int _wanted = operation.Rest;
    private int? _known;
    private int _underWay;
    private MonotonicTime _until;
    private MonotonicTime? _retryAt;
    private bool _everTold;

    public int Index => index;

    public OperationConfig Operation => operation;

    /// <summary>Why it is not where it should be; null when all is well.</summary>
    public Words? Fault { get; private set; }

    /// <summary>It was moved, or may have been, and is not known to be back.</summary>
    public bool IsAway => _wanted != operation.Rest || _known != operation.Rest;

    public bool IsAt(int value) => _wanted == value;

    /// <summary>False while a failure is recent.</summary>
    public bool MayTry(MonotonicTime at) => _retryAt is not { } retry || at >= retry;

    /// <summary>Where there is no interlock it always holds.</summary>
    public Truth Permits(EvaluationContext context) => interlock is null ? Truth.True : interlock.Evaluate(context).Truth;

    public OutputWrite Order(int value, MonotonicTime at, string by, WriteCause cause)
    {
        _wanted = value;
        _until = at + operation.ReturnAfter;
        _underWay++;
        return new OutputWrite(index, operation, value, by, cause);
    }

    /// <summary>The way back to rest, when its time has come; null: nothing to do.</summary>
    public OutputWrite? Tick(MonotonicTime at, EvaluationContext context)
    {
        // Evaluated always: what it remembers moves on.
        Truth permits = Permits(context);
        if (_underWay > 0)
            return null;
        if (_wanted != operation.Rest)
        {
            return permits == Truth.False ? Order(operation.Rest, at, Itself, WriteCause.Interlock)
                : at >= _until ? Order(operation.Rest, at, Itself, WriteCause.Returned)
                : null;
        }

        return _known == operation.Rest || !MayTry(at) ? null : Order(operation.Rest, at, Itself, _everTold ? WriteCause.Returned : WriteCause.Start);
    }

    /// <summary>An output of which nobody knows what it is at goes to rest.</summary>
    public void Done(OperatedInput result)
    {
        _underWay--;
        _everTold = true;
        Fault = result.Fault;
        _known = result.Fault is null ? result.Write.Value : null;
        _retryAt = result.Fault is null ? null : result.At + s_retry;
        if (result.Fault is not null)
            _wanted = operation.Rest;
    }
}
