using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>Gathers findings; the same one of several modules or variants counts once.</summary>
internal sealed class Findings
{
    private readonly HashSet<ProfileFinding> _seen = [];
    private readonly List<ProfileFinding> _all = [];

    public IReadOnlyList<ProfileFinding> All => _all;

    /// <summary>Adds the finding when <paramref name="isRight"/> is false; tells whether all is well.</summary>
    public bool Require(bool isRight, string path, string zh, string en)
    {
        if (!isRight && new ProfileFinding(path, new Words(zh, en)) is var finding && _seen.Add(finding))
            _all.Add(finding);
        return isRight;
    }
}
