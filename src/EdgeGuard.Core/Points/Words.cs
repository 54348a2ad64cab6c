namespace EdgeGuard.Core.Points;

/// <summary>A text for people, in both languages of the product.</summary>
public sealed record Words(string Zh, string En)
{
    public string In(Language language) => language == Language.Zh ? Zh : En;
}
