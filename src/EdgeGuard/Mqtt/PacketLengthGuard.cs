using MQTTnet.Exceptions;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Follows the framing of an MQTT byte stream (fixed header byte, remaining length of 1 to 4 bytes, body) and throws as
/// soon as a packet claims more than <paramref name="max"/> bytes of body: before MQTTnet has allocated what was claimed.
/// </summary>
internal sealed class PacketLengthGuard(int max)
{
    private long _bodyLeft;
    private int _shift = -1;
    private long _length;

    /// <exception cref="MqttProtocolViolationException">The stream claims a packet that is too large.</exception>
    public void Check(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_bodyLeft > 0)
            {
                int taken = (int)Math.Min(_bodyLeft, bytes.Length);
                _bodyLeft -= taken;
                bytes = bytes[taken..];
                continue;
            }

            Header(bytes[0]);
            bytes = bytes[1..];
        }
    }

    private void Header(byte next)
    {
        if (_shift < 0)
        {
            _shift = 0;
            _length = 0;
            return;
        }

        _length |= (long)(next & 0x7F) << _shift;
        if (_length > max)
        {
            throw new MqttProtocolViolationException($"The broker announced a packet of at least {_length} bytes; at most {max} are taken.");
        }

        _shift += 7;
        if ((next & 0x80) != 0)
        {
            return;
        }

        _bodyLeft = _length;
        _shift = -1;
    }
}
