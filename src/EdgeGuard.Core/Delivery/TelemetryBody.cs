using System.Text.Json;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Delivery;

/// <summary>
/// Reads the body of a telemetry message, value by value and without garbage: <c>{"origin":…,"r":[[point, ms before ts, value], …]}</c>,
/// where <c>null, "bad", reason</c> stands for a value that is not there and an uncertain one names its quality after it. What later
/// versions may add is passed over.
/// </summary>
/// <param name="body">The message's body; UTF-8.</param>
/// <param name="sent">The message's own time, <see cref="MessageDraft.At"/>.</param>
public ref struct TelemetryBody(ReadOnlySpan<byte> body, MonotonicTime sent)
{
    /// <summary>Number sequence and topic of every telemetry message, and of nothing else.</summary>
    public const string Stream = "t";

    private const int MaxName = 1024;

    private readonly MonotonicTime _sent = sent;
    private Utf8JsonReader _json = new(body);
    private bool _inValues;
    private byte[]? _unescaped;

    /// <summary>The point's name in UTF-8; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Point { get; private set; } = default;

    /// <summary>When the value was read, to the millisecond.</summary>
    public MonotonicTime At { get; private set; } = default;

    /// <summary>Milliseconds that the value is older than its message.</summary>
    public int Age { get; private set; } = 0;

    /// <summary>NaN exactly when <see cref="Quality"/> is bad.</summary>
    public double Value { get; private set; } = double.NaN;

    public Quality Quality { get; private set; } = Quality.Bad;

    public QualityReason Reason { get; private set; } = QualityReason.None;

    /// <summary>Known after the first <see cref="Read"/>; what this version does not know is live.</summary>
    public Origin Origin { get; private set; } = Origin.Live;

    /// <summary>The value as a reading of a point of this run's table.</summary>
    public readonly Reading As(PointId point) => Quality switch
    {
        Quality.Good => Reading.Good(point, Value, At),
        Quality.Uncertain => Reading.Uncertain(point, Value, Reason, At),
        _ => Reading.Bad(point, Reason, At),
    };

    /// <summary>Goes to the next value; false after the last.</summary>
    /// <exception cref="JsonException">This is no body of a telemetry message.</exception>
    public bool Read()
    {
        if (!_inValues && !FindValues())
            return false;
        Next();
        if (_json.TokenType == JsonTokenType.EndArray)
        {
            _inValues = false;
            return false;
        }

        Expect(JsonTokenType.StartArray);
        ReadPoint();
        Next();
        Expect(JsonTokenType.Number);
        Age = _json.TryGetInt32(out int age) ? age : throw new JsonException("The age of a value is no whole number.");
        At = _sent + TimeSpan.FromMilliseconds(-age);
        ReadValue();
        ReadQuality();
        return true;
    }

    private bool FindValues()
    {
        if (_json.TokenType == JsonTokenType.None)
        {
            Next();
            Expect(JsonTokenType.StartObject);
        }

        while (true)
        {
            Next();
            if (_json.TokenType == JsonTokenType.EndObject)
                return false;
            _inValues = _json.ValueTextEquals("r"u8);
            bool origin = _json.ValueTextEquals("origin"u8);
            Next();
            if (origin && _json.TokenType == JsonTokenType.String)
                Origin = MessageJson.Origin(_json.ValueSpan);
            if (_inValues)
            {
                Expect(JsonTokenType.StartArray);
                return true;
            }

            _json.Skip();
        }
    }

    private void ReadPoint()
    {
        Next();
        Expect(JsonTokenType.String);
        if (!_json.ValueIsEscaped)
        {
            Point = _json.ValueSpan;
            return;
        }

        if (_json.ValueSpan.Length > MaxName)
            throw new JsonException("The name of a point is too long.");
        _unescaped ??= new byte[MaxName];
        Point = _unescaped.AsSpan(0, _json.CopyString(_unescaped));
    }

    private void ReadValue()
    {
        Next();
        Value = _json.TokenType switch
        {
            JsonTokenType.Null => double.NaN,
            JsonTokenType.Number when _json.TryGetDouble(out double number) => number,
            _ => throw new JsonException("A value is neither a number nor null."),
        };
    }

    private void ReadQuality()
    {
        bool there = !double.IsNaN(Value);
        Quality = there ? Quality.Good : Quality.Bad;
        Reason = QualityReason.None;
        for (int place = 0; ; place++)
        {
            Next();
            if (_json.TokenType == JsonTokenType.EndArray)
                return;
            if (place == 0 && there && _json.TokenType == JsonTokenType.String && _json.ValueTextEquals("uncertain"u8))
                Quality = Quality.Uncertain;
            else if (place == 1 && _json.TokenType == JsonTokenType.String)
                Reason = MessageJson.Reason(_json.ValueSpan);
            else
                _json.Skip();
        }
    }

    private void Next()
    {
        if (!_json.Read())
            throw new JsonException("The body of a telemetry message ends too early.");
    }

    private readonly void Expect(JsonTokenType type)
    {
        if (_json.TokenType != type)
            throw new JsonException($"The body of a telemetry message has a {_json.TokenType} where a {type} should be.");
    }
}
