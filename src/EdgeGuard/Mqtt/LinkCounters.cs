namespace EdgeGuard.Gateway.Mqtt;

/// <param name="Published">Messages that the broker has acknowledged.</param>
/// <param name="Rejected">Messages that it will never take.</param>
/// <param name="Retried">Sendings that had to be repeated.</param>
/// <param name="Dropped">Messages that lived in memory alone and were dropped because too many waited.</param>
internal readonly record struct LinkCounters(long Published, long Rejected, long Retried, long Dropped);
