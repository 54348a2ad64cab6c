namespace EdgeGuard.Core.Delivery;

/// <summary>
/// Goes once through a journal's lines and tells the first that does not hold. Lines that are missing are a fault unless an anchor that
/// comes later in the chain tells of them: so a store that was damaged differs from one that was tampered with.
/// </summary>
/// <param name="previous">Hash of the line before the first; null: as the anchor says that the first line is.</param>
/// <param name="head">A newest line as it was told once, which must be there; null: none is known.</param>
public sealed class JournalVerifier(ReadOnlyMemory<byte>? previous = null, JournalHead? head = null)
{
    /// <summary>Gaps that no anchor has told of so far, each with the line after it.</summary>
    private readonly Dictionary<SeqRange, long> _gaps = [];
    private readonly List<ToldLoss> _told = [];
    private ReadOnlyMemory<byte>? _previous = previous;
    private JournalFinding? _broken;

    public long First { get; private set; }

    public JournalHead Newest { get; private set; } = JournalHead.None;

    public long Lines { get; private set; }

    public IReadOnlyList<ToldLoss> Told => _told;

    public void Take(JournalEntry entry)
    {
        Lines++;
        if (JournalPayload.Read(entry.Payload) is not { } payload || payload.Number != entry.Number)
        {
            _broken ??= new JournalFinding(entry.Number, JournalFault.Unreadable);
            return;
        }

        if (_broken is null)
            Judge(entry, payload.Anchor);
        if (payload.Anchor is { Cause: { } cause } anchor)
        {
            foreach (SeqRange lost in anchor.Lost)
            {
                _gaps.Remove(lost);
                _told.Add(new ToldLoss(lost, cause, entry.Number));
            }
        }

        if (First == 0)
            First = entry.Number;
        Newest = new JournalHead(entry.Number, JournalChain.Hex(entry.Hash.Span));
        _previous = entry.Hash;
    }

    /// <summary>After the last line: the first that does not hold; null when all do.</summary>
    public JournalFinding? End()
    {
        // Nothing is judged after the first broken line, so a gap comes before it.
        if (_gaps.Count > 0)
            return new JournalFinding(_gaps.Values.Min(), JournalFault.Gap);
        if (_broken is not null || head is null || head.Number == 0)
            return _broken;
        if (head.Number > Newest.Number)
            return new JournalFinding(Newest.Number + 1, JournalFault.Truncated);
        return head.Number < First ? new JournalFinding(head.Number, JournalFault.Head) : null;
    }

    private void Judge(JournalEntry entry, JournalAnchor? anchor)
    {
        long last = First == 0 ? entry.Number - 1 : Newest.Number;
        if (entry.Number <= last)
        {
            _broken = new JournalFinding(entry.Number, JournalFault.Order);
            return;
        }

        bool follows = entry.Number == last + 1;
        if (!follows)
            _gaps[new SeqRange(last + 1, entry.Number - 1)] = entry.Number;
        if (Before(entry.Number, anchor, last, follows) is { } before
            && !JournalChain.Hash(before.Span, entry.Payload.Span).AsSpan().SequenceEqual(entry.Hash.Span))
            _broken = new JournalFinding(entry.Number, JournalFault.Hash);
        if (_broken is null && head?.Number == entry.Number && head.Hash != JournalChain.Hex(entry.Hash.Span))
            _broken = new JournalFinding(entry.Number, JournalFault.Head);
    }

    /// <summary>The hash that a line was linked to; null when it is not known, or the anchor contradicts what stands before it.</summary>
    private ReadOnlyMemory<byte>? Before(long number, JournalAnchor? anchor, long last, bool follows)
    {
        if (anchor is null)
        {
            if (First == 0 && _previous is null)
                return BeforeAll(number);
            return follows ? _previous : null;
        }

        bool known = First != 0 || _previous is not null;
        bool names = anchor.Last == last && (!known || anchor.Hash == JournalChain.Hex(_previous!.Value.Span));
        // After a gap it names a line that is missing; after the line before it, that one. A first line may follow what was lost.
        if (JournalChain.Parse(anchor.Hash) is { } before && (names || (!follows && anchor.Last != last) || (!known && anchor.Cause is not null)))
            return before;
        _broken = new JournalFinding(number, JournalFault.Previous);
        return null;
    }

    /// <summary>A journal that begins with no anchor has lost what came before.</summary>
    private ReadOnlyMemory<byte>? BeforeAll(long number)
    {
        if (number == 1)
            return JournalChain.Genesis;
        _gaps[new SeqRange(1, number - 1)] = number;
        return null;
    }
}
