using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>Writes down what is sent; the test answers, or lets an answer be given at once.</summary>
internal sealed class FakePublisher : IPublisher
{
    private readonly Lock _lock = new();
    private readonly List<(OutboxMessage Message, TaskCompletionSource<PublishOutcome> Answer)> _open = [];
    private readonly List<OutboxMessage> _sent = [];

    /// <summary>Null: the test answers by <see cref="Answer"/>.</summary>
    public Func<OutboxMessage, PublishOutcome?> Auto { get; set; } = _ => new PublishOutcome(PublishResult.Accepted);

    public IReadOnlyList<OutboxMessage> Sent
    {
        get
        {
            lock (_lock)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>What was sent, as stream and number.</summary>
    public IEnumerable<string> Names => Sent.Select(m => $"{m.Content.Stream}{m.Seq}");

    public ValueTask<PublishOutcome> PublishAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _sent.Add(message);
            if (Auto(message) is { } outcome)
            {
                return ValueTask.FromResult(outcome);
            }

            var answer = new TaskCompletionSource<PublishOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            _open.Add((message, answer));
            return new(answer.Task);
        }
    }

    public void Answer(string stream, long seq, PublishResult result, string reason = "")
    {
        lock (_lock)
        {
            int index = _open.FindIndex(o => o.Message.Content.Stream == stream && o.Message.Seq == seq);
            Assert.True(index >= 0, $"{stream}{seq} is not under way");
            _open[index].Answer.SetResult(new(result, reason));
            _open.RemoveAt(index);
        }
    }

    public void FailOpen()
    {
        lock (_lock)
        {
            _open.ForEach(o => o.Answer.SetResult(new(PublishResult.Unavailable, "lost")));
            _open.Clear();
        }
    }
}
