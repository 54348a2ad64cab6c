namespace EdgeGuard.Core.Alarms;

/// <summary>Taken from sight by a person for a time (domain: section 4.1, rule 6).</summary>
/// <param name="Level">The level it had then; a rise beyond it ends the shelving.</param>
/// <param name="OneShot">Ends as soon as the condition has gone.</param>
/// <param name="Total">All the time this occurrence was ever shelved for, this one included.</param>
public sealed record Shelving(Deadline Until, string By, string Why, int Level, bool OneShot, TimeSpan Total);
