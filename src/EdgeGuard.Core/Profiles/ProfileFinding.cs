using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>Something wrong in a data file that its JSON alone does not show.</summary>
/// <param name="Path">JSON path of the value, e.g. <c>$.points[3].bit</c>; of the object that lacks it, where a key is missing.</param>
/// <param name="Message">What is wrong and what would be right, one sentence.</param>
public sealed record ProfileFinding(string Path, Words Message);
