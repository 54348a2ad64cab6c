namespace EdgeGuard.Gateway.Store;

/// <summary>How many documents of each kind were brought over.</summary>
internal readonly record struct SalvageCounts(int States, int Active, int Messages, int Journal, int Ended, int Others)
{
    public int All => States + Active + Messages + Journal + Ended + Others;

    public static SalvageCounts operator -(SalvageCounts a, SalvageCounts b) => new(
        a.States - b.States, a.Active - b.Active, a.Messages - b.Messages, a.Journal - b.Journal, a.Ended - b.Ended, a.Others - b.Others);

    public SalvageCounts With(string collection) => collection switch
    {
        "state" => this with { States = States + 1 },
        "active" => this with { Active = Active + 1 },
        "outbox" => this with { Messages = Messages + 1 },
        "journal" => this with { Journal = Journal + 1 },
        "ended" => this with { Ended = Ended + 1 },
        _ => this with { Others = Others + 1 },
    };
}
