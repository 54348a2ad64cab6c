namespace EdgeGuard.Gateway.Modbus;

/// <summary>What a request of a <see cref="BlockMap"/> is to find out.</summary>
internal enum BlockQuestion : byte
{
    /// <summary>The values of a run.</summary>
    Run,

    /// <summary>The values of the part of a run that is known to be answered.</summary>
    Prefix,

    /// <summary>Whether the first cell of a run is answered.</summary>
    First,

    /// <summary>Whether half of what is unknown is answered.</summary>
    Middle,

    /// <summary>Whether the cell that spoils a run is refused itself, or what lies before it.</summary>
    Culprit,

    /// <summary>Whether a refused cell is refused still.</summary>
    Cell,

    /// <summary>Whether two runs are still refused together.</summary>
    Boundary,
}
