using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Tests.Mqtt;

public sealed class TlsTests : IDisposable
{
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eg-tls");

    [Fact]
    public async Task A_broker_of_the_authority_in_the_CA_file_is_trusted()
    {
        using X509Certificate2 authority = Authority("CN=Room CA");
        using X509Certificate2 server = Server(authority);
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(server);
        await using var gateway = new GatewayUnderTest(broker.Port, Config(authority), scheme: "mqtts");
        gateway.Raise(Drafts.Alarm("k"));
        gateway.Start();

        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "the alarm over TLS");
        Assert.Equal([1], DeliveryTests.Seqs(broker, "alarm"));
    }

    [Fact]
    public async Task A_broker_of_another_authority_is_not()
    {
        using X509Certificate2 authority = Authority("CN=Room CA");
        using X509Certificate2 other = Authority("CN=Other CA");
        using X509Certificate2 server = Server(other);
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(server);
        await using var gateway = new GatewayUnderTest(broker.Port, Config(authority), scheme: "mqtts");
        gateway.Start();

        await Until.TrueAsync(() => gateway.Links.Count > 0, "the failure to be told");
        Assert.False(gateway.Loop.State.Connected);
        Assert.Contains("certificate", gateway.Loop.State.Error);
        Assert.Empty(broker.Connects);
    }

    [Fact]
    public async Task A_CA_file_that_cannot_be_used_is_named()
    {
        string path = Path.Combine(_folder.FullName, "missing.pem");
        await using var gateway = new GatewayUnderTest(1, new() { Broker = new("mqtt://unset"), CaFile = path }, scheme: "mqtts");
        gateway.Start();

        await Until.TrueAsync(() => gateway.Links.Count > 0, "the failure to be told");
        Assert.StartsWith($"CA file {path}: ", gateway.Loop.State.Error);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private MqttConfig Config(X509Certificate2 authority)
    {
        string path = Path.Combine(_folder.FullName, "ca.pem");
        File.WriteAllText(path, authority.ExportCertificatePem());
        return new() { Broker = new("mqtt://unset"), CaFile = path };
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(From, From.AddYears(1));
    }

    private static X509Certificate2 Server(X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=broker", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(authority, From, From.AddMonths(6), [1, 2, 3]);
        using X509Certificate2 withKey = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
