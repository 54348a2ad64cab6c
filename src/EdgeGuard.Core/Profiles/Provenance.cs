namespace EdgeGuard.Core.Profiles;

/// <summary>Where a map comes from.</summary>
/// <param name="Source">Document and page, or program and file, precise enough to look it up again.</param>
/// <param name="Checked">The day somebody last compared this file with the source.</param>
public sealed record Provenance(string Source, ProvenanceRung Rung, DateOnly Checked);
