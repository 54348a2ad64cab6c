namespace EdgeGuard.Core.Points;

public enum Language : byte
{
    Zh,
    En,
}
