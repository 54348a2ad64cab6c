using CsCheck;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Tests.Mqtt;

public sealed class SeqMarksTests
{
    [Fact]
    public void Numbers_taken_in_any_order_are_known_and_no_others() => Gen.Int[1, 60].Array[0, 40].Sample(taken =>
    {
        var marks = new SeqMarks();
        foreach (int seq in taken)
        {
            marks.Take(Message(seq), inOrder: false);
        }

        return Enumerable.Range(1, 61).All(seq => marks.Has(Message(seq)) == taken.Contains(seq));
    });

    [Fact]
    public void A_number_taken_in_order_covers_all_before_it()
    {
        var marks = new SeqMarks();
        marks.Take(Message(12), inOrder: false);
        marks.Take(Message(10), inOrder: true);

        Assert.True(marks.Has(Message(3)));
        Assert.True(marks.IsNext(Message(11)));
        marks.Take(Message(11), inOrder: true);
        Assert.True(marks.IsNext(Message(13)));
    }

    private static OutboxMessage Message(long seq) => new("e1", seq, Drafts.Telemetry());
}
