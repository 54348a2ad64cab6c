using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Delivery;

public sealed class JournalVerifierTests
{
    [Fact]
    public void A_chain_as_it_was_written_holds_and_names_its_newest_line()
    {
        List<JournalEntry> chain = Chain(10);
        JournalVerifier verifier = Run(chain, new JournalHead(10, Hex(chain[9])));

        Assert.Null(verifier.End());
        Assert.Equal((1L, 10L, new JournalHead(10, Hex(chain[9]))), (verifier.First, verifier.Lines, verifier.Newest));
    }

    [Fact]
    public void A_line_says_what_it_said_when_it_is_read_again()
    {
        var line = new JournalLine(new MonotonicTime(7, TimeSpan.FromMilliseconds(1234)), "alarm", "room/\"fire\"", "火警 \n 1");
        var anchor = new JournalAnchor(4, new string('a', 64), "damage", [new SeqRange(2, 3), new SeqRange(8, 8)]);

        JournalPayload plain = JournalPayload.Read(new JournalPayload(5, line, null).Write())!;
        JournalPayload read = JournalPayload.Read(new JournalPayload(5, line with { Kind = "anchor" }, anchor).Write())!;

        Assert.Equal(new JournalPayload(5, line, null), plain);
        Assert.Equal((anchor.Last, anchor.Hash, anchor.Cause), (read.Anchor!.Last, read.Anchor.Hash, read.Anchor.Cause));
        Assert.Equal(anchor.Lost, read.Anchor.Lost);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"n":1}""")]
    [InlineData("""{"n":1,"boot":-1,"ms":0,"kind":"a","subject":"","text":""}""")]
    [InlineData("""{"n":1,"boot":1,"ms":9223372036854775807,"kind":"a","subject":"","text":""}""")]
    [InlineData("""{"n":1,"boot":1,"ms":0,"kind":"anchor","subject":"","text":"","last":1,"hash":"","cause":"x","lost":[[1]]}""")]
    public void What_is_no_line_is_told_as_unreadable(string text)
    {
        Assert.Null(JournalPayload.Read(Encoding.UTF8.GetBytes(text)));
        List<JournalEntry> chain = Chain(3);
        chain[1] = chain[1] with { Payload = Encoding.UTF8.GetBytes(text) };

        Assert.Equal(new JournalFinding(2, JournalFault.Unreadable), Run(chain).End());
    }

    [Fact]
    public void A_changed_text_is_told_at_its_line()
    {
        List<JournalEntry> chain = Chain(10);
        chain[4] = chain[4] with { Payload = Line(5, "another") };

        Assert.Equal(new JournalFinding(5, JournalFault.Hash), Run(chain).End());
    }

    [Fact]
    public void A_changed_line_with_a_hash_to_match_is_told_at_the_next()
    {
        List<JournalEntry> chain = Chain(10);
        byte[] payload = Line(5, "another");
        chain[4] = new JournalEntry(5, payload, JournalChain.Hash(chain[3].Hash.Span, payload));

        Assert.Equal(new JournalFinding(6, JournalFault.Hash), Run(chain).End());
    }

    [Fact]
    public void A_removed_line_is_told_as_a_gap_before_the_one_after()
    {
        List<JournalEntry> chain = Chain(10);
        chain.RemoveAt(4);

        Assert.Equal(new JournalFinding(6, JournalFault.Gap), Run(chain).End());
    }

    [Fact]
    public void Swapped_lines_are_told_at_the_first_of_them()
    {
        List<JournalEntry> chain = Chain(10);
        (chain[4], chain[5]) = (chain[5], chain[4]);

        Assert.Equal(new JournalFinding(6, JournalFault.Gap), Run(chain).End());
    }

    [Fact]
    public void Renumbering_the_lines_after_a_removed_one_helps_nobody()
    {
        List<JournalEntry> chain = Chain(10);
        chain.RemoveAt(4);
        for (int i = 4; i < chain.Count; i++) chain[i] = chain[i] with { Number = i + 1 };

        Assert.Equal(new JournalFinding(5, JournalFault.Unreadable), Run(chain).End());
    }

    [Fact]
    public void Lines_cut_off_the_end_are_missed_only_by_who_knows_the_newest()
    {
        List<JournalEntry> chain = Chain(10);
        var head = new JournalHead(10, Hex(chain[9]));

        Assert.Null(Run(chain[..7]).End());
        Assert.Equal(new JournalFinding(8, JournalFault.Truncated), Run(chain[..7], head).End());
    }

    [Fact]
    public void A_chain_written_anew_is_told_by_who_knows_its_newest_line()
    {
        var head = new JournalHead(5, Hex(Chain(5)[4]));

        Assert.Equal(new JournalFinding(5, JournalFault.Head), Run(Chain(10, "forged"), head).End());
        Assert.Equal(new JournalFinding(5, JournalFault.Head), Run(Chain(10)[6..], head, Chain(10)[5].Hash).End());
    }

    [Fact]
    public void A_journal_whose_oldest_part_was_cut_begins_with_an_anchor()
    {
        List<JournalEntry> chain = Chain(10);
        AddAnchor(chain, null);
        chain.Add(Next(chain, "after"));

        Assert.Null(Run(chain[10..]).End());
        chain[10] = chain[10] with { Payload = Anchor(11, new JournalAnchor(10, new string('0', 64), null, [])) };
        Assert.Equal(new JournalFinding(11, JournalFault.Previous), Run(chain).End());
        Assert.Equal(new JournalFinding(11, JournalFault.Hash), Run(chain[10..]).End());
    }

    [Fact]
    public void A_journal_that_begins_in_the_middle_without_an_anchor_has_lost_what_came_before() =>
        Assert.Equal(new JournalFinding(4, JournalFault.Gap), Run(Chain(10)[3..]).End());

    [Fact]
    public void A_part_holds_when_it_is_known_what_it_follows()
    {
        List<JournalEntry> chain = Chain(10);

        Assert.Null(Run(chain[3..], null, chain[2].Hash).End());
        Assert.Equal(new JournalFinding(4, JournalFault.Hash), Run(chain[3..], null, chain[1].Hash).End());
    }

    [Fact]
    public void Missing_lines_that_an_anchor_tells_of_are_a_told_loss_and_no_fault()
    {
        List<JournalEntry> chain = Chain(10);
        chain.RemoveRange(3, 2);
        AddAnchor(chain, "damage", new SeqRange(4, 5), new SeqRange(11, 20));
        chain.Add(Next(chain, "after"));
        JournalVerifier verifier = Run(chain);

        Assert.Null(verifier.End());
        Assert.Equal([new ToldLoss(new SeqRange(4, 5), "damage", 21), new ToldLoss(new SeqRange(11, 20), "damage", 21)], verifier.Told);
    }

    [Fact]
    public void An_anchor_that_tells_of_other_lines_excuses_nothing()
    {
        List<JournalEntry> chain = Chain(10);
        chain.RemoveRange(3, 2);
        AddAnchor(chain, "damage", new SeqRange(4, 4));

        Assert.Equal(new JournalFinding(6, JournalFault.Gap), Run(chain).End());
    }

    [Fact]
    public void The_first_of_two_faults_is_told()
    {
        List<JournalEntry> chain = Chain(10);
        chain[8] = chain[8] with { Payload = Line(9, "another") };
        chain.RemoveAt(3);

        Assert.Equal(new JournalFinding(5, JournalFault.Gap), Run(chain).End());
    }

    private static JournalVerifier Run(IEnumerable<JournalEntry> chain, JournalHead? head = null, ReadOnlyMemory<byte>? previous = null)
    {
        var verifier = new JournalVerifier(previous, head);
        foreach (JournalEntry entry in chain) verifier.Take(entry);
        return verifier;
    }

    private static List<JournalEntry> Chain(int lines, string text = "line")
    {
        List<JournalEntry> chain = [];
        AddAnchor(chain, null);
        while (chain.Count < lines) chain.Add(Next(chain, text));
        return chain;
    }

    private static JournalEntry Next(List<JournalEntry> chain, string text)
    {
        byte[] payload = Line(chain[^1].Number + 1, text);
        return new JournalEntry(chain[^1].Number + 1, payload, JournalChain.Hash(chain[^1].Hash.Span, payload));
    }

    private static void AddAnchor(List<JournalEntry> chain, string? cause, params SeqRange[] lost)
    {
        ReadOnlyMemory<byte> before = chain.Count == 0 ? JournalChain.Genesis : chain[^1].Hash;
        long last = chain.Count == 0 ? 0 : chain[^1].Number;
        long number = Math.Max(last, lost.Select(static range => range.Last).DefaultIfEmpty().Max()) + 1;
        byte[] payload = Anchor(number, new JournalAnchor(last, JournalChain.Hex(before.Span), cause, lost));
        chain.Add(new JournalEntry(number, payload, JournalChain.Hash(before.Span, payload)));
    }

    private static byte[] Line(long number, string text) =>
        new JournalPayload(number, new JournalLine(new MonotonicTime(1, TimeSpan.FromSeconds(number)), "alarm", "x", $"{text} {number}"), null).Write();

    private static byte[] Anchor(long number, JournalAnchor anchor) =>
        new JournalPayload(number, new JournalLine(new MonotonicTime(1, TimeSpan.FromSeconds(number)), JournalAnchor.Kind, "journal", "after"), anchor).Write();

    private static string Hex(JournalEntry entry) => JournalChain.Hex(entry.Hash.Span);
}
