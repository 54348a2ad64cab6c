using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>A connection that the test opens, loses and refuses.</summary>
internal sealed class FakeConnection(FakePublisher publisher) : IBrokerConnection
{
    private TaskCompletionSource<string> _closed = new();

    public string Broker => "fake:1883";

    public string? Refusal { get; set; }

    public int Attempts { get; private set; }

    public int MaxInFlight { get; set; } = 40;

    public bool Stopped { get; private set; }

    public Task<BrokerSession> ConnectAsync(CancellationToken cancellationToken)
    {
        Attempts++;
        if (Refusal is { } reason)
        {
            throw new BrokerUnavailableException(reason);
        }

        _closed = new();
        return Task.FromResult(new BrokerSession("5.0", MaxInFlight, _closed.Task));
    }

    public void Lose()
    {
        _closed.SetResult("lost");
        publisher.FailOpen();
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Stopped = true;
        _closed.TrySetResult("stopped");
        return Task.CompletedTask;
    }
}
