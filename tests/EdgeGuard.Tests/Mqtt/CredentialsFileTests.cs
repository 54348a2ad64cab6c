using System.Text;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Tests.Mqtt;

public sealed class CredentialsFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("eg-mqtt").FullName, "mqtt.secret");

    [Theory]
    [InlineData("room\nsecret\n", "room", "secret")]
    [InlineData("room\r\nse cret \r\n", "room", "se cret ")]
    [InlineData("room", "room", null)]
    [InlineData("room\n", "room", "")]
    public void User_and_password_are_its_first_two_lines(string text, string user, string? password)
    {
        File.WriteAllText(_path, text);

        (string readUser, byte[]? readPassword) = CredentialsFile.Read(_path);

        Assert.Equal(user, readUser);
        Assert.Equal(password, readPassword is null ? null : Encoding.UTF8.GetString(readPassword));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var e = Assert.Throws<BrokerUnavailableException>(() => CredentialsFile.Read(_path));
        Assert.Equal($"credentials file {_path}: not found", e.Message);
    }

    [Fact]
    public void An_empty_first_line_is_told_without_the_password()
    {
        File.WriteAllText(_path, "\nhunter2\n");

        var e = Assert.Throws<BrokerUnavailableException>(() => CredentialsFile.Read(_path));
        Assert.Contains(_path, e.Message);
        Assert.DoesNotContain("hunter2", e.Message);
    }

    [Fact]
    public async Task It_is_read_anew_at_every_connect()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        broker.Validate = e =>
        {
            if (e.Password != "right")
            {
                e.ReasonCode = MQTTnet.Protocol.MqttConnectReasonCode.BadUserNameOrPassword;
            }
        };
        File.WriteAllText(_path, "room\nwrong\n");
        await using var gateway = new GatewayUnderTest(broker.Port, new() { Broker = new("mqtt://unset"), CredentialsFile = _path });
        gateway.Start();
        await Until.TrueAsync(() => gateway.Loop.State.Error?.Contains("BadUserNameOrPassword") == true, "the refusal");

        File.WriteAllText(_path, "room\nright\n");
        await Until.TrueAsync(() => gateway.Loop.State.Connected, "a connection with the new password");
        Assert.DoesNotContain("wrong", gateway.Links[0].Error);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
}
