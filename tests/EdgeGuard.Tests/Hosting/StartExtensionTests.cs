using EdgeGuard.Gateway.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class StartExtensionTests
{
    private const string Extend = "EXTEND_TIMEOUT_USEC=30000000";
    private readonly FakeManager _manager = new();
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task The_manager_is_asked_for_patience_until_the_work_is_done_and_no_longer()
    {
        var work = new TaskCompletionSource<int>();
        var running = Run(work, TimeSpan.FromMinutes(30));
        await Told(1);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Told(2);

        work.SetResult(42);
        Assert.Equal(42, await running);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, _manager.Count(Extend));
        Assert.Equal(1, _manager.Count("STATUS=salvaging the store"));
    }

    [Fact]
    public async Task Work_that_never_ends_is_not_waited_for_without_end()
    {
        var work = new TaskCompletionSource<int>();
        var running = Run(work, TimeSpan.FromSeconds(20));
        await Told(1);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Told(2);
        _clock.Advance(TimeSpan.FromMinutes(10));
        _clock.Advance(TimeSpan.FromMinutes(10));

        work.SetResult(0);
        await running;

        Assert.Equal(2, _manager.Count(Extend));
    }

    [Fact]
    public async Task What_the_work_throws_reaches_the_caller()
    {
        var work = new TaskCompletionSource<int>();
        work.SetException(new InvalidDataException("broken page"));

        await Assert.ThrowsAsync<InvalidDataException>(() => Run(work, TimeSpan.FromMinutes(1)));
    }

    private Task<int> Run(TaskCompletionSource<int> work, TimeSpan atMost) =>
        new StartExtension(_manager.NewNotifier(), _clock).DuringAsync(
            _ => work.Task, "salvaging the store", atMost, TestContext.Current.CancellationToken);

    private async Task Told(int times)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (_manager.Count(Extend) < times)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
