using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Tests.Acquisition;

public class AnswerTallyTests
{
    [Fact]
    public void Answers_and_failures_are_counted_by_kind()
    {
        var tally = new AnswerTally();

        for (int i = 0; i < 5; i++)
            tally.Answered(TimeSpan.FromMilliseconds(10), refused: i == 0);
        tally.Failed(AnswerFault.Timeout);
        tally.Failed(AnswerFault.Timeout);
        tally.Failed(AnswerFault.Crc);
        tally.Failed(AnswerFault.Other);

        Assert.Equal(new AnswerFigures(4, 2, 1, 1, 1, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10)), tally.Figures());
    }

    [Fact]
    public void The_answer_times_are_those_of_the_latest_answers()
    {
        var tally = new AnswerTally();
        for (int i = 0; i < 1000; i++)
            tally.Answered(TimeSpan.FromSeconds(5), refused: false);
        for (int i = 1; i <= 64; i++)
            tally.Answered(TimeSpan.FromMilliseconds(i), refused: false);

        Assert.Equal(TimeSpan.FromMilliseconds(32), tally.Figures().P50);
        Assert.Equal(TimeSpan.FromMilliseconds(61), tally.Figures().P95);
    }

    [Fact]
    public void A_device_that_never_answered_has_no_answer_time()
    {
        Assert.Equal(default, new AnswerTally().Figures());
    }

    [Fact]
    public void Counting_and_asking_allocate_nothing()
    {
        var tally = new AnswerTally();
        Turn();
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
            Turn();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Turn()
        {
            tally.Answered(TimeSpan.FromMilliseconds(3), refused: false);
            tally.Failed(AnswerFault.Crc);
            _ = tally.Figures();
        }
    }
}
