using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// The last span of time of one input, in 60 closed parts and an open one; so its memory (1.6 kB) does not depend on how often the input
/// is read, and its resolution is 1/60 of the span. A value holds until the next pass. A mean takes only the share of the oldest part that
/// still lies in the span; least, greatest and count take all of it. It can be told when at least 80 % of the span are known
/// [domain 4.1, rule 10], and is uncertain when more than 20 % of the span were.
/// </summary>
internal sealed class Window
{
    public const int Parts = 60;
    public const int MostPoints = Parts + 1;
    private const double NeededShare = 0.8;
    private const double MostUnsureShare = 0.2;

    private readonly WindowPart[] _closed = new WindowPart[Parts];
    private readonly Keep _keep;
    private readonly int _width;
    private Steps _steps = new();
    private Operand _latest;
    private QualityReason _doubt;
    private long _open = -1;
    private OpenPart _part;
    private WindowSums _whole;
    private bool _summed;

    public Window(Keep keep, TimeSpan span)
    {
        _keep = keep;
        Span = Durations.Checked(span);
        _width = (int)((Span + Parts - 1) / Parts);
        Clear();
    }

    /// <summary>ms.</summary>
    public long Span { get; }

    /// <summary>What the input is now.</summary>
    public Operand Latest => _latest;

    /// <summary>Why the input was last uncertain.</summary>
    public QualityReason Doubt => _doubt;

    public Steps Steps => _steps;

    /// <summary>Number of the part that is being filled; it only grows.</summary>
    public long Open => _open;

    public void Take(long now, in Operand input)
    {
        long from = _steps.Last;
        _steps.MoveTo(now);
        if (_latest.IsKnown && !_steps.IsGap && from >= 0)
            Hold(Math.Max(from, now - (Parts + 1L) * _width), now);
        OpenPartOf(now);
        // An infinite time is known, and cannot be averaged.
        _latest = input.IsKnown && !double.IsFinite(input.Value) ? Operand.Unknown(QualityReason.OutOfRange) : input;
        if (_latest.Quality == Quality.Uncertain)
            _doubt = _latest.Reason;
        if (_latest.IsKnown)
            _part.See(_keep, _latest.Value, (int)(now - _open * _width));
    }

    /// <summary>Counts an event at the moment of the latest pass.</summary>
    public void CountOne() => _part.CountOne();

    private void Hold(long from, long until)
    {
        for (long at = from; at < until;)
        {
            OpenPartOf(at);
            long end = Math.Min(until, (_open + 1) * _width);
            _part.Hold(_keep, _latest.Value, (int)(end - at), _latest.Quality == Quality.Uncertain);
            at = end;
        }
    }

    private void OpenPartOf(long moment)
    {
        long index = moment / _width;
        if (index == _open)
            return;
        if (_open >= 0)
        {
            _closed[_open % Parts] = _part.Close(_keep);
            for (long skipped = Math.Max(_open + 1, index - Parts); skipped < index; skipped++)
                _closed[skipped % Parts] = WindowPart.Nothing;
        }

        (_open, _part, _summed) = (index, default, false);
    }

    /// <summary>The share of the oldest part that still lies in the span.</summary>
    private double OldestShare => Math.Clamp(((_open - Parts + 1) * _width - (_steps.Last - Span)) / (double)_width, 0, 1);

    private ref readonly WindowPart Oldest => ref _closed[_open % Parts];

    private ref readonly WindowSums Whole
    {
        get
        {
            if (!_summed)
            {
                _whole = WindowSums.Of(_closed, (int)(_open % Parts), _keep);
                _summed = true;
            }

            return ref _whole;
        }
    }

    /// <summary>ms of the span in which the input was known.</summary>
    public double Known => Whole.Known + OldestShare * Oldest.Known + _part.Known;

    /// <summary>Value times ms; of events, their number.</summary>
    public double Total
    {
        get
        {
            double share = OldestShare;
            double oldest = !Oldest.HasValue || share == 0 ? 0 : _keep == Keep.Count ? Oldest.Value : share * Oldest.Value * Oldest.Known;
            return Whole.Total + oldest + _part.Total;
        }
    }

    /// <summary>The least or greatest of it.</summary>
    public double Extreme
    {
        get
        {
            double open = _part.HasValue ? _part.Total : double.NaN;
            return WindowSums.Further(_keep, WindowSums.Further(_keep, Whole.Extreme, Oldest.Value), open);
        }
    }

    public bool CanTell => Known >= NeededShare * Span;

    /// <summary>A value computed from the whole window, as sure as that.</summary>
    public Operand Tell(double value)
    {
        if (!CanTell)
            return Operand.Unknown(QualityReason.Learning);
        double unsure = Whole.Unsure + (Oldest.Unsure ? OldestShare * Oldest.Known : 0) + _part.Unsure;
        return unsure > MostUnsureShare * Span ? Operand.Uncertain(value, _doubt) : Operand.Good(value);
    }

    /// <summary>The part that holds a moment of the span; the open one as it is so far.</summary>
    public WindowPart At(long part) =>
        part == _open ? _part.Close(_keep) : part >= 0 && part < _open && part >= _open - Parts ? _closed[part % Parts] : WindowPart.Nothing;

    /// <summary>Where the span begins: the part, and how far in it.</summary>
    public (long Part, double Share) Beginning
    {
        get
        {
            long moment = _steps.Last - Span;
            long part = (long)Math.Floor(moment / (double)_width);
            return (part, (moment - part * _width) / (double)_width);
        }
    }

    /// <summary>Fills in what each part keeps, oldest first: its moment in ms from now (mean moment of its samples) and its value.</summary>
    /// <returns>How many.</returns>
    public int CopyPoints(Span<double> times, Span<double> values)
    {
        int count = 0;
        for (long part = Math.Max(0, _open - Parts); part <= _open; part++)
        {
            WindowPart here = At(part);
            double time = part * _width + here.Offset - _steps.Last;
            if (here.HasValue && time >= -Span)
                (times[count], values[count++]) = (time, here.Value);
        }

        return count;
    }

    /// <summary>The same with the known ms of each part in the span as weights.</summary>
    public int CopyWeights(Span<double> values, Span<double> weights)
    {
        int count = 0;
        for (long part = Math.Max(0, _open - Parts); part <= _open; part++)
        {
            WindowPart here = At(part);
            double weight = part == _open - Parts ? OldestShare * here.Known : here.Known;
            if (here.HasValue && weight > 0)
                (values[count], weights[count++]) = (here.Value, weight);
        }

        return count;
    }

    public void Clear()
    {
        _steps = new();
        _latest = Operand.Unknown(QualityReason.Learning);
        (_open, _part, _summed, _doubt) = (-1, default, false, QualityReason.None);
        Array.Fill(_closed, WindowPart.Nothing);
    }

    public void Save(StateWriter writer)
    {
        _steps.Save(writer);
        writer.Write(_latest);
        writer.Write((long)_doubt);
        writer.Write(_open);
        _part.Save(writer);
        long grid = 0;
        for (int i = 0; i < Parts; i++)
            _closed[i].Save(writer, _width, _keep == Keep.Samples, ref grid);
    }

    public void Load(ref StateReader reader)
    {
        Clear();
        _steps = Steps.Load(ref reader);
        _latest = reader.ReadOperand();
        _doubt = (QualityReason)reader.ReadCount(byte.MaxValue);
        _open = reader.ReadLong();
        _part = OpenPart.Load(ref reader, _width);
        long grid = 0;
        for (int i = 0; i < Parts; i++)
            _closed[i] = WindowPart.Load(ref reader, _width, _keep == Keep.Samples, ref grid);
    }
}
