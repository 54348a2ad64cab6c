namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>Who stands at the gateway's two ends.</summary>
public enum Others
{
    /// <summary>Our own server and broker, in the tests' process: nothing else is needed.</summary>
    Own,

    /// <summary>pymodbus over TCP and mosquitto.</summary>
    Tcp,

    /// <summary>pymodbus as an RTU slave on a serial line and mosquitto.</summary>
    Rtu,
}
