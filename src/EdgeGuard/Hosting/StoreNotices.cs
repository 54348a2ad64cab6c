using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Passes on what the store tells: each notice once, and trouble for a while as an alarm of the gateway's own.</summary>
internal sealed class StoreNotices(Func<IReadOnlyList<StoreNotice>> notices, Language language, Action<string> tell)
{
    /// <summary>What is over when it is told stands this long as an alarm [our default].</summary>
    private static readonly TimeSpan s_standing = TimeSpan.FromMinutes(10);

    private int _told;
    private (string Text, TimeSpan Until)? _trouble;

    /// <summary>Tells what is new.</summary>
    /// <param name="now">On the clock of this run.</param>
    /// <returns>What stands as an alarm; null when nothing does.</returns>
    public string? Look(TimeSpan now)
    {
        IReadOnlyList<StoreNotice> all = notices();
        for (; _told < all.Count; _told++)
        {
            string text = all[_told].Text.In(language);
            tell(text);
            if (all[_told].IsTrouble) _trouble = (_trouble is { } standing ? $"{standing.Text} {text}" : text, now + s_standing);
        }

        if (_trouble is { } old && old.Until <= now) _trouble = null;
        return _trouble?.Text;
    }
}
