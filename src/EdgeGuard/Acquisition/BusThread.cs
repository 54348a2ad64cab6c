using System.Collections.Concurrent;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>The thread of a bus whose reading blocks (a serial line, a chip): a bus that hangs holds up nobody else.</summary>
internal sealed class BusThread : IDisposable
{
    private readonly BlockingCollection<Job> _jobs = new(1);

    public BusThread(string name) => new Thread(Run) { Name = name, IsBackground = true }.Start();

    public Task RunAsync(Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken)
    {
        var job = new Job(work, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), cancellationToken);
        _jobs.Add(job, cancellationToken);
        return job.Done.Task;
    }

    private void Run()
    {
        foreach (Job job in _jobs.GetConsumingEnumerable())
        {
            try
            {
                job.Work(job.CancellationToken).AsTask().GetAwaiter().GetResult();
                job.Done.SetResult();
            }
            catch (OperationCanceledException) when (job.CancellationToken.IsCancellationRequested)
            {
                job.Done.SetCanceled(job.CancellationToken);
            }
            catch (Exception e)
            {
                // It belongs to whoever waits for the work.
                job.Done.SetException(e);
            }
        }
    }

    public void Dispose() => _jobs.CompleteAdding();

    private readonly record struct Job(Func<CancellationToken, ValueTask> Work, TaskCompletionSource Done, CancellationToken CancellationToken);
}
