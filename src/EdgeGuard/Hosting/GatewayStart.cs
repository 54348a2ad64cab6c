using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What a gateway has in hand before its loops begin: configuration, store, model, and the pipeline as the last run left it.</summary>
/// <param name="Refused">The first error of the configuration on the disk, when the last accepted one runs in its place.</param>
/// <param name="DiskFault">Why the data folder cannot be used; the run keeps everything in memory alone then. Null when all is well.</param>
/// <param name="Restored">What taking up the last run's state gave rise to.</param>
internal sealed record GatewayStart(
    Hardware Hardware,
    GatewayConfiguration Configuration,
    string? Refused,
    GatewayStore Store,
    string? DiskFault,
    BootTime Clock,
    ClockMap Clocks,
    GatewayModel Model,
    GatewayPipeline Pipeline,
    CommitBatch Restored)
{
    /// <summary>How often the timers are kept while any runs [our default].</summary>
    public static readonly TimeSpan SnapshotPeriod = TimeSpan.FromMinutes(2);

    /// <summary>Opens everything. A configuration that is refused at the very first start is the caller's to tell.</summary>
    /// <exception cref="ConfigurationRefusedException">There is no accepted configuration to run instead.</exception>
    /// <exception cref="OutboxFaultException">The store cannot be opened.</exception>
    public static GatewayStart Open(GatewayOptions options, ClockSyncProbe probe)
    {
        var hardware = new Hardware(options.ConfigFolder);
        GatewayConfiguration read = GatewayConfiguration.Read(options.ConfigFolder, hardware);
        StoreConfig storeConfig = read.Set.Gateway.Value?.Store ?? new StoreConfig();
        (GatewayStore store, string? diskFault) = StoreOpening.Open(options.DataFolder, storeConfig);
        try
        {
            (GatewayConfiguration configuration, Hardware known, string? refused) = Choose(read, store, hardware);
            return Build(options, probe, known, configuration, refused, store, diskFault);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static (GatewayConfiguration Configuration, Hardware Hardware, string? Refused) Choose(GatewayConfiguration read, GatewayStore store, Hardware hardware)
    {
        if (read.Accepted)
        {
            Keep(read, store);
            return (read, hardware, null);
        }

        if (store.LoadAcceptedConfiguration() is not { } blob || ConfigurationBlob.Unpack(blob.Span) is not { } files)
            throw new ConfigurationRefusedException(read.Errors);
        var then = Hardware.Of(files);
        GatewayConfiguration last = GatewayConfiguration.Check(files, then);
        if (!last.Accepted)
            throw new ConfigurationRefusedException(read.Errors);
        Language language = (read.Set.Gateway.Value ?? last.Gateway).Gateway.Language;
        return (last, then, read.Errors.First(e => e.Severity == Severity.Error).In(language));
    }

    /// <summary>Mostly it is the one that is kept already, and a start need not write.</summary>
    private static void Keep(GatewayConfiguration read, GatewayStore store)
    {
        byte[] accepted = ConfigurationBlob.Pack(read.Files);
        ReadOnlyMemory<byte>? kept = store.LoadAcceptedConfiguration();
        if (kept is { } same && same.Span.SequenceEqual(accepted))
            return;
        string before = kept is { } old && ConfigurationBlob.Unpack(old.Span) is { } files ? ConfigurationHash.Of(files) : "-";
        string text = new Words($"采用配置 {read.Hash}（此前 {before}）", $"Configuration {read.Hash} accepted (before: {before})").In(read.Gateway.Gateway.Language);
        store.SaveAcceptedConfiguration(accepted, new JournalLine(new MonotonicTime(store.Boot, TimeSpan.Zero), "config", "configuration", text));
    }

    private static GatewayStart Build(
        GatewayOptions options,
        ClockSyncProbe probe,
        Hardware hardware,
        GatewayConfiguration configuration,
        string? refused,
        GatewayStore store,
        string? diskFault)
    {
        var clock = new BootTime(store.Boot, options.RoomTime);
        var clocks = new ClockMap();
        foreach (BootClock known in store.LoadClocks())
            clocks.Set(known);
        ClockSync sync = probe.Read().Sync;
        clocks.Set(new BootClock(store.Boot, options.RoomTime.GetUtcNow() - clock.Now.SinceBoot, sync));

        GatewayModel whole = GatewayModels.Of(configuration, hardware) with { Origin = options.Origin };
        var pipeline = new GatewayPipeline(whole);
        GatewayModel model = whole.Bound();
        pipeline.AddSerials(store.ReserveSerials(SerialSupply.Block), SerialSupply.Block);
        SavedSnapshot? saved = store.LoadSnapshot() is { } bytes ? SavedSnapshot.Read(bytes.Span) : null;
        TimeSpan? age = saved?.Age(OsUptime.Read(), options.RoomTime.GetUtcNow(), sync == ClockSync.Sync);
        StoredReadings? stored = saved is null ? null : StoredReadings.After(saved.Made, store, model);
        TimeSpan? down = stored is null ? age - SnapshotPeriod : age - stored.Span;
        var restored = new RestoredState(store.LoadStates(), saved?.Pipeline, down)
        {
            Past = stored is null ? null : new StoredPast(saved!.Made, stored.Until, stored.Polls()),
        };
        CommitBatch batch = pipeline.Restore(restored, clock.Now).ToBatch();
        return new GatewayStart(hardware, configuration.Lean(), refused, store, diskFault, clock, clocks, model, pipeline, batch);
    }
}
