using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>
/// What of one block a device answers, learnt from its refusals: which values it refuses, and which it does not give in one
/// request. It asks and is told; what it asks beyond one request a run is counted, so that learning takes several polls rather
/// than the time of other devices. A run is searched by halves from its first value on.
/// </summary>
internal sealed class BlockMap
{
    /// <summary>What was answered before is refused for so many polls before it is believed [our default].</summary>
    private const int Patience = 3;

    private readonly PlanBlock _block;
    private readonly Refusal?[] _cells;
    private readonly Refusal?[] _boundaries;
    private readonly List<BlockRun> _runs = [];
    private MonotonicTime _now;
    private int _place;
    private int _cell;
    private int _turn;
    private bool _asked;
    private BlockQuestion _question;

    /// <param name="block">As planned: nothing is known yet.</param>
    public BlockMap(PlanBlock block)
    {
        _block = block;
        _cells = new Refusal?[block.Cells.Count];
        _boundaries = new Refusal?[block.Cells.Count];
        _runs.Add(new BlockRun(block, 0, _cells.Length));
    }

    /// <summary>Refused values, by cell; null where one is not.</summary>
    public IReadOnlyList<Refusal?> Cells => _cells;

    /// <summary>What keeps a cell from being read together with the one before it.</summary>
    public IReadOnlyList<Refusal?> Boundaries => _boundaries;

    /// <summary>Everything that is not refused was read in this poll.</summary>
    public bool IsSettled => _runs.TrueForAll(static run => run.IsRead);

    /// <summary>All of the block is read in one request.</summary>
    public bool IsBlank => _runs is [{ IsSearched: false, Refusals: 0 } run] && run.Count == _cells.Length;

    /// <summary>Something was learnt since <see cref="Begin"/> that the next run must know.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Something refused was asked for again since <see cref="Begin"/>.</summary>
    public bool HasTried { get; private set; }

    /// <summary>The request last given by <see cref="Next"/> is one that a poll without learning would not make.</summary>
    public bool IsExtra { get; private set; }

    /// <summary>Takes up what an earlier run of the gateway learnt.</summary>
    /// <param name="wasRead">Everything else was read then.</param>
    public void Restore(IReadOnlyList<(int Cell, Refusal Refusal)> cells, IReadOnlyList<(int Cell, Refusal Refusal)> boundaries, bool wasRead)
    {
        foreach ((int cell, Refusal refusal) in cells)
            _cells[cell] = refusal;
        foreach ((int cell, Refusal refusal) in boundaries)
            _boundaries[cell] = refusal;
        _runs.Clear();
        for (int first = 0, end; first < _cells.Length; first = end)
        {
            end = first + 1;
            if (_cells[first] is not null)
                continue;
            while (end < _cells.Length && _cells[end] is null && _boundaries[end] is null)
                end++;
            _runs.Add(new BlockRun(_block, first, end - first) { WasAnswered = wasRead });
        }
    }

    /// <summary>The device may be another one, or changed: whatever it refused is asked again when there is time.</summary>
    public void Doubt()
    {
        foreach (Refusal? cell in _cells)
            cell?.Doubt();
    }

    /// <summary>A poll begins.</summary>
    public void Begin(MonotonicTime now)
    {
        (_now, _place, _asked, HasChanged, HasTried) = (now, 0, false, false, false);
        foreach (BlockRun run in _runs)
            (run.IsAsked, run.IsRead, run.IsNew) = (false, false, false);
    }

    /// <summary>The next request of this poll; null when it is done.</summary>
    /// <param name="more">Requests beyond the usual ones may be made.</param>
    public PlanBlock? Next(bool more)
    {
        for (; _place < _runs.Count; _place++)
        {
            BlockRun run = _runs[_place];
            if (!run.IsAsked && (more || !run.IsNew))
            {
                run.IsAsked = true;
                if (!run.IsSearched)
                    return Ask(BlockQuestion.Run, run.Whole, run.IsNew);
                if (run.Low > 0)
                    return Ask(BlockQuestion.Prefix, run.Prefix, run.IsNew);
            }

            if (run.IsSearched && more)
                return Search(run);
        }

        // One that refuses everything is still asked for something: else nobody would notice that it is gone.
        return !_asked && _runs.Count == 0 ? AskCell(_turn++ % _cells.Length, isExtra: false) : more ? AskAgain() : null;
    }

    /// <summary>What came of the request.</summary>
    /// <param name="code">The device's exception; None when it answered well.</param>
    public void Take(ModbusExceptionCode code)
    {
        bool answered = code == ModbusExceptionCode.None;
        HasTried |= _question is BlockQuestion.Cell or BlockQuestion.Boundary;
        switch (_question)
        {
            case BlockQuestion.Run when answered:
                (_runs[_place].IsRead, _runs[_place].WasAnswered, _runs[_place].Refusals) = (true, true, 0);
                break;
            case BlockQuestion.Run:
                Suspect(_runs[_place], code);
                break;
            case BlockQuestion.Cell when answered:
                Accept(_cell);
                break;
            case BlockQuestion.Cell:
                _cells[_cell]!.Refused(_now);
                break;
            case BlockQuestion.Boundary:
                TakeBoundary(answered);
                break;
            case var _ when answered || UnitRequests.IsOfAddress(code):
                TakeSearch(_runs[_place], answered, code);
                break;
        }
    }

    private PlanBlock Ask(BlockQuestion question, PlanBlock part, bool isExtra)
    {
        (_question, IsExtra, _asked) = (question, isExtra, true);
        return part;
    }

    private PlanBlock AskCell(int cell, bool isExtra)
    {
        _cell = cell;
        return Ask(BlockQuestion.Cell, _cells[cell]!.Part, isExtra);
    }

    private PlanBlock Search(BlockRun run)
    {
        if (run.Low == 0)
            return Ask(BlockQuestion.First, _block.Slice(run.First, 1), isExtra: true);
        return run.High - run.Low == 1
            ? Ask(BlockQuestion.Culprit, _block.Slice(run.First + run.Low, 1), isExtra: true)
            : Ask(BlockQuestion.Middle, _block.Slice(run.First, (run.Low + run.High) / 2), isExtra: true);
    }

    private PlanBlock? AskAgain()
    {
        for (int i = 0; i < _cells.Length; i++)
        {
            if (_cells[i]?.IsDue(_now) == true)
                return AskCell(i, isExtra: true);
            if (_boundaries[i]?.IsDue(_now) == true && RunAt(i) is { } behind && RunAt(i - 1) is { } before && !before.IsSearched && !behind.IsSearched)
            {
                _cell = i;
                return Ask(BlockQuestion.Boundary, _block.Slice(before.First, behind.End - before.First), isExtra: true);
            }
        }

        return null;
    }

    private void Suspect(BlockRun run, ModbusExceptionCode code)
    {
        if (!UnitRequests.IsOfAddress(code) || (run.WasAnswered && ++run.Refusals < Patience))
            return;
        (run.Low, run.High) = (0, run.Count);
        if (run.Count == 1)
            Refuse(run, 1);
    }

    private void TakeSearch(BlockRun run, bool answered, ModbusExceptionCode code)
    {
        switch (_question)
        {
            case BlockQuestion.Prefix:
                run.Low = answered ? run.Low : 0;
                break;
            case BlockQuestion.First when !answered:
                // One that does not know the function knows no register of the table.
                Refuse(run, code == ModbusExceptionCode.IllegalFunction ? run.Count : 1);
                break;
            case BlockQuestion.First:
                run.Low = 1;
                break;
            case BlockQuestion.Middle when answered:
                run.Low = (run.Low + run.High) / 2;
                break;
            case BlockQuestion.Middle:
                run.High = (run.Low + run.High) / 2;
                break;
            case BlockQuestion.Culprit:
                Cut(run, answered);
                break;
        }
    }

    /// <summary>The first cells of a run are refused, each for itself; the rest is a run of its own.</summary>
    private void Refuse(BlockRun run, int count)
    {
        for (int i = run.First; i < run.First + count; i++)
            SetCell(i, run.WasAnswered);
        _runs.RemoveAt(_place);
        if (count < run.Count)
            _runs.Insert(_place, new BlockRun(_block, run.First + count, run.Count - count) { WasAnswered = run.WasAnswered });
        HasChanged = true;
    }

    /// <summary>The search is over: the run ends before the cell that spoils it.</summary>
    private void Cut(BlockRun run, bool answered)
    {
        int culprit = run.First + run.Low;
        _runs[_place] = new BlockRun(_block, run.First, run.Low) { WasAnswered = true, IsAsked = true, IsRead = true };
        if (answered)
            SetBoundary(culprit, isProven: true);
        else
            SetCell(culprit, run.WasAnswered);
        int rest = answered ? culprit : culprit + 1;
        if (rest < run.End)
            _runs.Insert(_place + 1, new BlockRun(_block, rest, run.End - rest) { WasAnswered = run.WasAnswered });
        HasChanged = true;
    }

    /// <summary>A refused cell is answered: it is read alone, until it was tried together with its neighbours.</summary>
    private void Accept(int cell)
    {
        _cells[cell] = null;
        int place = _runs.FindIndex(run => run.First > cell);
        _runs.Insert(place < 0 ? _runs.Count : place, new BlockRun(_block, cell, 1) { WasAnswered = true, IsAsked = true, IsRead = true });
        _place = _runs.Count;
        for (int i = cell; i <= cell + 1; i++)
        {
            if (i > 0 && i < _cells.Length && RunAt(i - 1) is not null && RunAt(i) is not null)
                SetBoundary(i, isProven: false);
        }

        // Where one came, others may have come too.
        Doubt();
        HasChanged = true;
    }

    private void TakeBoundary(bool answered)
    {
        Refusal boundary = _boundaries[_cell]!;
        if (!answered)
        {
            HasChanged |= !boundary.IsProven;
            boundary.IsProven = true;
            boundary.Refused(_now);
            return;
        }

        int place = _runs.FindIndex(run => run.First == _cell);
        BlockRun before = _runs[place - 1], behind = _runs[place];
        _runs[place - 1] = new BlockRun(_block, before.First, before.Count + behind.Count) { WasAnswered = true, IsAsked = true, IsRead = true };
        _runs.RemoveAt(place);
        (_boundaries[_cell], _place, HasChanged) = (null, _runs.Count, true);
    }

    private void SetCell(int cell, bool wasAnswered)
    {
        var refusal = new Refusal(_block.Slice(cell, 1), _now, wasAnswered);
        refusal.Rest(_now);
        _cells[cell] = refusal;
        _boundaries[cell] = null;
        if (cell + 1 < _cells.Length)
            _boundaries[cell + 1] = null;
    }

    private void SetBoundary(int cell, bool isProven)
    {
        var refusal = new Refusal(_block.Slice(cell - 1, 2), _now, false) { IsProven = isProven };
        if (isProven)
            refusal.Rest(_now);
        _boundaries[cell] = refusal;
    }

    private BlockRun? RunAt(int cell) => _runs.Find(run => run.First <= cell && cell < run.End);
}
