namespace EdgeGuard.Gateway.Mqtt;

/// <summary>One connection, from its CONNACK to its end.</summary>
/// <param name="Protocol"><c>5.0</c> or <c>3.1.1</c>.</param>
/// <param name="MaxInFlight">Unacknowledged PUBLISH packets that the broker takes.</param>
/// <param name="Closed">Completes when the connection has ended, with the reason.</param>
/// <param name="Complaint">What the broker did not take of the announcement (status, points); null when it took all.</param>
internal sealed record BrokerSession(string Protocol, int MaxInFlight, Task<string> Closed, string? Complaint = null);
