using System.Buffers;
using System.Threading.Channels;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Takes what the platform sends, checks it and has it done, on a loop of its own because that waits for the disk. What it may
/// hold is bounded in number and size; whoever floods it is told nothing and costs no more than a count.
/// </summary>
internal sealed class PlatformInbox
{
    /// <summary>Bytes of a message at most [our default].</summary>
    private const int MaxBytes = 64 * 1024;

    /// <summary>Messages that wait at most [our default].</summary>
    private const int MaxWaiting = 64;

    private readonly Channel<(string Topic, byte[] Payload)> _waiting = Channel.CreateBounded<(string, byte[])>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly PlatformGate _gate;
    private readonly IPlatformWishes _wishes;
    private readonly RefusalTeller _refusals;
    private readonly Dictionary<string, (string Suffix, PlatformRight Right)> _topics;

    /// <param name="acks">Whether the platform's acknowledgements mean anything here.</param>
    /// <param name="tell">Who (a key, or nobody known), about what, and why it was not taken.</param>
    public PlatformInbox(PlatformGate gate, MqttTopics topics, bool acks, IPlatformWishes wishes, Action<string?, string, Words> tell, TimeProvider time)
    {
        (_gate, _wishes, _refusals) = (gate, wishes, new RefusalTeller(tell, time));
        _topics = new(StringComparer.Ordinal) { [topics.SyncIn] = ("sync/in", PlatformRight.Sync) };
        if (acks)
        {
            _topics.Add(topics.AckIn, ("ack/in", PlatformRight.Ack));
        }

        Inbound = new([.. _topics.Keys], Post);
    }

    public Inbound Inbound { get; }

    /// <summary>Messages that were not taken, since the process started.</summary>
    public long Refused => _refusals.Count;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach ((string topic, byte[] payload) in _waiting.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            Take(topic, payload);
        }
    }

    internal void Take(string topic, ReadOnlySpan<byte> payload)
    {
        (string suffix, PlatformRight right) = _topics[topic];
        PlatformVerdict verdict = _gate.Open(topic, right, payload);
        Words? refusal = verdict.Refusal ?? (right == PlatformRight.Ack ? Acknowledge(verdict.Message!) : Sync(verdict.Key!, verdict.Message!));
        if (refusal is not null)
        {
            _refusals.Tell(verdict.Key, suffix, refusal);
        }
    }

    private void Post(string topic, ReadOnlySequence<byte> payload)
    {
        if (!_topics.TryGetValue(topic, out (string Suffix, PlatformRight) known))
        {
            return;
        }

        if (payload.Length > MaxBytes)
        {
            _refusals.Tell(null, known.Suffix, new($"超过 {MaxBytes} 字节", $"larger than {MaxBytes} bytes"));
        }
        else if (!_waiting.Writer.TryWrite((topic, payload.ToArray())))
        {
            _refusals.Tell(null, known.Suffix, new("来得太快", "they come too fast"));
        }
    }

    private Words? Acknowledge(PlatformMessage message)
    {
        if (message is not { Stream: { } stream, Ranges: { } pairs } || !Array.TrueForAll(pairs, static pair => pair is [>= 1, _] && pair[0] <= pair[1]))
        {
            return new("应为 {stream, ranges:[[首号,末号],…]}", "right is {stream, ranges:[[first,last],…]}");
        }

        _wishes.Acknowledge(stream, [.. pairs.Select(static pair => new SeqRange(pair[0], pair[1]))]);
        return null;
    }

    private Words? Sync(string key, PlatformMessage message)
    {
        switch (message.Do)
        {
            case "rebirth":
                _wishes.Rebirth(key);
                return null;
            case "alarms":
                _wishes.TellAlarms(key);
                return null;
            case "replay" when message is { Stream: { } stream, From: >= 1 and { } from } && (message.To ?? long.MaxValue) is var to && to >= from:
                _wishes.Replay(key, stream, new(from, to));
                return null;
            default:
                return new(
                    "应为 rebirth、alarms 或 replay（带 stream、from，可带 to）", "right is do: rebirth, alarms, or replay with stream, from and perhaps to");
        }
    }
}
