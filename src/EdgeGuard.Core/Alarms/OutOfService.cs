namespace EdgeGuard.Core.Alarms;

/// <summary>Taken out of service by a person; evaluation goes on.</summary>
/// <param name="Until">When it comes back by itself; null: when a person says so.</param>
public sealed record OutOfService(string By, string Why, Deadline? Until);
