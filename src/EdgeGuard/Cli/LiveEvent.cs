namespace EdgeGuard.Gateway.Cli;

/// <summary>One line of what happened.</summary>
/// <param name="Level">Of the alarm; null for the story.</param>
internal sealed record LiveEvent(string Text, int? Level);
