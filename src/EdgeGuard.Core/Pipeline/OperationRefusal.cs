namespace EdgeGuard.Core.Pipeline;

/// <summary>Why an operation is not done.</summary>
public enum OperationRefusal : byte
{
    /// <summary>It is done.</summary>
    None,

    /// <summary>There is no operation of that name.</summary>
    Unknown,

    /// <summary>A register needs a value.</summary>
    NoValue,

    NotArmed,

    OutOfRange,

    /// <summary>The interlock does not hold, or nobody can tell whether it does.</summary>
    Interlock,
}
