using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>Values of a block that are read in one request, and how far the search for what is refused in it has come.</summary>
/// <param name="first">The first of the block's cells.</param>
/// <param name="count">Cells.</param>
internal sealed class BlockRun(PlanBlock block, int first, int count)
{
    private PlanBlock? _prefix;

    public int First => first;

    public int Count => count;

    /// <summary>The cell behind the last.</summary>
    public int End => first + count;

    public PlanBlock Whole { get; } = block.Slice(first, count);

    /// <summary>What is known to be answered of a run in search: its first <see cref="Low"/> cells.</summary>
    public PlanBlock Prefix => _prefix?.Cells.Count == Low ? _prefix : _prefix = block.Slice(first, Low);

    /// <summary>It was answered as a whole before.</summary>
    public bool WasAnswered { get; set; }

    /// <summary>Refusals in a row of a run that was answered before.</summary>
    public int Refusals { get; set; }

    /// <summary>So many cells from the first are answered together.</summary>
    public int Low { get; set; }

    /// <summary>So many cells from the first are refused together; 0: there is no search.</summary>
    public int High { get; set; }

    public bool IsSearched => High > 0;

    /// <summary>It was asked in this poll.</summary>
    public bool IsAsked { get; set; }

    /// <summary>All of it was answered in this poll.</summary>
    public bool IsRead { get; set; }

    /// <summary>It was made in this poll: asking for it costs extra.</summary>
    public bool IsNew { get; set; } = true;
}
