namespace EdgeGuard.Gateway.Mqtt;

/// <summary>The platform's wish to be told the retained state of every alarm.</summary>
/// <param name="Keys">Every alarm there can be: what does not stand is told as cleared.</param>
/// <param name="Done">Told how many stand, when the broker has taken all. Must not block.</param>
internal sealed record AlarmSync(IReadOnlyCollection<string> Keys, Action<int> Done);
