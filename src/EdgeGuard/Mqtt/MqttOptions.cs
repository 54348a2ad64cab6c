using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core.Configuration;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Turns the configuration into MQTTnet's options, for one attempt to connect.</summary>
internal sealed class MqttOptions(MqttConfig config, GatewaySection gateway, MqttTopics topics, MqttTuning tuning)
{
    public string Host { get; } = config.Broker.IdnHost;

    public int Port { get; } = config.Broker.Port > 0 ? config.Broker.Port : IsTls(config) ? 8883 : 1883;

    /// <param name="version">Protocol of this attempt.</param>
    /// <param name="will">Payload of the will on <c>status</c>.</param>
    /// <exception cref="BrokerUnavailableException">The credentials or the CA file cannot be used.</exception>
    public MqttClientOptions Build(MqttProtocolVersion version, byte[] will)
    {
        bool v5 = version == MqttProtocolVersion.V500;
        var options = new MqttClientOptions
        {
            ChannelOptions = Channel(),
            ClientId = config.ClientId ?? $"edgeguard-{gateway.Site}-{gateway.Id}",
            ProtocolVersion = version,
            CleanSession = true,
            KeepAlivePeriod = config.KeepAlive,
            Timeout = tuning.ConnectTimeout,
            MaximumPacketSize = v5 ? (uint)tuning.MaxIncomingPacket : 0,
            WillTopic = topics.Status,
            WillPayload = will,
            WillRetain = true,
            WillQualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
        };

        if (config.CredentialsFile is { } path)
        {
            (string user, byte[]? password) = CredentialsFile.Read(path);
            options.Credentials = new MqttClientCredentials(user, password);
        }

        return options;
    }

    private MqttClientTcpOptions Channel()
    {
        var channel = new MqttClientTcpOptions
        {
            RemoteEndpoint = new DnsEndPoint(Host, Port),
            // MQTTnet's own default (linger on, 0 s) resets the connection and may take the DISCONNECT with it.
            LingerState = new LingerOption(false, 0),
            NoDelay = true,
        };

        if (IPAddress.TryParse(Host, out IPAddress? address))
        {
            channel.RemoteEndpoint = new IPEndPoint(address, Port);
            channel.AddressFamily = address.AddressFamily;
        }

        if (IsTls(config))
        {
            channel.TlsOptions = Tls();
        }

        return channel;
    }

    /// <summary>Revocation lists are not asked for: the room's network often reaches the broker and nothing else.</summary>
    private MqttClientTlsOptions Tls()
    {
        var tls = new MqttClientTlsOptions
        {
            UseTls = true,
            TargetHost = Host,
            RevocationMode = X509RevocationMode.NoCheck,
            IgnoreCertificateRevocationErrors = true,
        };

        if (config.CaFile is { } path)
        {
            tls.TrustChain = LoadAuthorities(path);
        }

        return tls;
    }

    private static X509Certificate2Collection LoadAuthorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new BrokerUnavailableException($"CA file {path}: {e.Message}", e);
        }

        return authorities.Count > 0
            ? authorities
            : throw new BrokerUnavailableException($"CA file {path}: holds no certificate in PEM form");
    }

    private static bool IsTls(MqttConfig config) => config.Broker.Scheme == "mqtts";
}
