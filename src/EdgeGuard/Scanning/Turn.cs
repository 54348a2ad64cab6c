namespace EdgeGuard.Gateway.Scanning;

/// <summary>Does a short work on a bus when it is the work's turn, between the polls of a running gateway; what the work throws comes out.</summary>
internal delegate Task Turn(Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken);
