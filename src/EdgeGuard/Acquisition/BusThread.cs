using System.Collections.Concurrent;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>The thread of a bus whose reading blocks (a serial line, a chip): a bus that hangs holds up nobody else.</summary>
internal sealed class BusThread : IDisposable
{
    private readonly BlockingCollection<Job> _jobs = new(1);

    public BusThread(string name) => new Thread(Run) { Name = name, IsBackground = true }.Start();

    public Task ReadAsync(IPointSource source, PollBatch batch, CancellationToken cancellationToken)
    {
        var job = new Job(source, batch, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), cancellationToken);
        _jobs.Add(job, cancellationToken);
        return job.Done.Task;
    }

    private void Run()
    {
        foreach (Job job in _jobs.GetConsumingEnumerable())
        {
            try
            {
                job.Source.ReadAsync(job.Batch, job.CancellationToken).AsTask().GetAwaiter().GetResult();
                job.Done.SetResult();
            }
            catch (OperationCanceledException) when (job.CancellationToken.IsCancellationRequested)
            {
                job.Done.SetCanceled(job.CancellationToken);
            }
            catch (Exception e)
            {
                // A source throws nothing: this is a fault of ours, and told by the bus loop that waits for it.
                job.Done.SetException(e);
            }
        }
    }

    public void Dispose() => _jobs.CompleteAdding();

    private readonly record struct Job(IPointSource Source, PollBatch Batch, TaskCompletionSource Done, CancellationToken CancellationToken);
}
