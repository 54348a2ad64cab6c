using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet;
using MQTTnet.Adapter;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Says why a connect failed, and whether another protocol version is worth a try.</summary>
internal static class ConnectReasons
{
    /// <summary>"Unacceptable protocol version" as MQTT 3.1.1 says it (section 3.2.2.3); an old broker answers so to MQTT 5 too.</summary>
    private const MqttClientConnectResultCode OldUnsupported = (MqttClientConnectResultCode)1;

    /// <exception cref="ProtocolRefusedException">The broker does not speak this version.</exception>
    /// <exception cref="BrokerUnavailableException">It refuses for another reason.</exception>
    public static void ThrowIfRefused(MqttClientConnectResult answer)
    {
        if (answer.ResultCode == MqttClientConnectResultCode.Success)
        {
            return;
        }

        string text = $"the broker refused: {answer.ResultCode} {answer.ReasonString}".TrimEnd();
        if (answer.ResultCode is MqttClientConnectResultCode.UnsupportedProtocolVersion or OldUnsupported)
        {
            throw new ProtocolRefusedException(text);
        }

        throw new BrokerUnavailableException(text);
    }

    /// <param name="timeout">The time-out, where it was the cause.</param>
    public static Exception Explain(Exception e, TimeSpan? timeout)
    {
        if (timeout is { } limit)
        {
            return new BrokerUnavailableException($"no answer within {limit.TotalSeconds:0.#} s", e);
        }

        Exception cause = e.GetBaseException();
        if (cause is SocketException or AuthenticationException && e is not MqttConnectingFailedException)
        {
            return new BrokerUnavailableException(cause.Message, e);
        }

        // Reached, and then closed or answered in a form that MQTT 5 does not know: what old brokers do with its CONNECT.
        return e is MqttConnectingFailedException
            ? new ProtocolRefusedException($"the broker did not take the CONNECT: {cause.Message}", e)
            : new BrokerUnavailableException(cause.Message, e);
    }
}
