namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>Waits for what another thread or process brings about.</summary>
internal static class Until
{
    public static Task TrueAsync(Func<bool> condition, string what, double seconds = 15) =>
        TrueAsync(() => Task.FromResult(condition()), () => what, seconds);

    public static Task TrueAsync(Func<bool> condition, Func<string> what, double seconds) => TrueAsync(() => Task.FromResult(condition()), what, seconds);

    public static Task TrueAsync(Func<Task<bool>> condition, string what, double seconds) => TrueAsync(condition, () => what, seconds);

    private static async Task TrueAsync(Func<Task<bool>> condition, Func<string> what, double seconds)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start).TotalSeconds < seconds, TimeProvider.System.GetElapsedTime(start).TotalSeconds < seconds ? "" : $"waited in vain for: {what()}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
