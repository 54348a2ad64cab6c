using System.Buffers;
using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What people and the platform are told of telemetry that is lost: a message of the stream <c>event</c>, and a line of the journal.</summary>
internal static class GapMessage
{
    private const string Stream = "event";

    public static CommitBatch Of(TelemetryGap gap, Language language)
    {
        Words told = Tell(gap);
        var draft = new MessageDraft(Stream, Lane.Alarm, Stream, gap.To, gap.From, Body(gap))
        {
            Text = new Words($"{AlarmText.TimeMark} {told.Zh}", $"{AlarmText.TimeMark} {told.En}"),
        };
        return new CommitBatch([], [draft], [new JournalLine(gap.To, "gap", TelemetryBody.Stream, told.In(language))]);
    }

    private static Words Tell(TelemetryGap gap) => gap.Cause switch
    {
        GapCause.Budget => Tell(gap, "存储空间已满，未送出的最旧数据被删除", "the room for it was full, and the oldest that was not delivered had to go"),
        GapCause.Power => Tell(gap, "写入前断电或进程被终止", "the power failed, or the process was killed, before it was kept"),
        GapCause.Damage => Tell(gap, "存放它的文件已损坏", "the file that held it is damaged"),
        _ => Tell(gap, "长时间无法写入，内存中已放不下", "nothing could be kept for so long that the memory for it was full"),
    };

    private static Words Tell(TelemetryGap gap, string zh, string en) => new(
        $"遥测数据缺失：消息 {gap.First} 至 {gap.Last}（{zh}）", $"Telemetry is missing: messages {gap.First} to {gap.Last} ({en})");

    private static byte[] Body(TelemetryGap gap)
    {
        var buffer = new ArrayBufferWriter<byte>(160);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", "gap");
            json.WriteString("stream", TelemetryBody.Stream);
            json.WriteNumber("first", gap.First);
            json.WriteNumber("last", gap.Last);
            json.WriteNumber("messages", gap.Messages);
            if (gap.Readings is { } readings) json.WriteNumber("readings", readings);
            else json.WriteNull("readings");
            json.WriteString("cause", NameOf(gap.Cause));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string NameOf(GapCause cause) => cause switch
    {
        GapCause.Budget => "budget",
        GapCause.Power => "power",
        GapCause.Damage => "damage",
        _ => "memory",
    };
}
