using CsCheck;
using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Core.Tests.Configuration;

public class ConfigurationBlobTests
{
    private static readonly Gen<ConfigFile[]> Files =
        from count in Gen.Int[0, 6]
        from kinds in Gen.Int[0, 3].Array[count]
        from bytes in Gen.Byte.Array[0, 40].Array[count]
        select kinds.Select((kind, i) => new ConfigFile((ConfigFileKind)kind, $"n{i * 7 % 5}-名{i}.json", bytes[i])).ToArray();

    [Fact]
    public void What_was_packed_comes_back_by_name() => Files.Sample(files =>
    {
        var back = ConfigurationBlob.Unpack(ConfigurationBlob.Pack(files))!;
        return back.Select(f => (f.Kind, f.Name, Convert.ToHexString(f.Bytes.Span)))
            .SequenceEqual(files.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => (f.Kind, f.Name, Convert.ToHexString(f.Bytes.Span))));
    });

    [Fact]
    public void The_order_of_the_files_changes_nothing() => Files.Sample(files =>
        ConfigurationBlob.Pack(files).SequenceEqual(ConfigurationBlob.Pack(files.Reverse()))
        && ConfigurationHash.Of(files) == ConfigurationHash.Of(files.Reverse()));

    [Fact]
    public void One_changed_byte_is_noticed()
    {
        var blob = ConfigurationBlob.Pack(Sample.Whole);
        Gen.Select(Gen.Int[0, blob.Length - 1], Gen.Byte[1, 255]).Sample((at, change) =>
        {
            var changed = (byte[])blob.Clone();
            changed[at] ^= change;
            return ConfigurationBlob.Unpack(changed) is null;
        });
    }

    [Fact]
    public void Any_bytes_are_refused_without_an_exception() =>
        Gen.Byte.Array[0, 100].Sample(bytes => ConfigurationBlob.Unpack(bytes) is null);

    [Fact]
    public void The_kept_configuration_reads_as_the_accepted_one_did()
    {
        var back = ConfigurationSet.Read(Sample.Reader, ConfigurationBlob.Unpack(ConfigurationBlob.Pack(Sample.Whole))!);

        Assert.True(ConfigurationChecks.Accepts(ConfigurationChecks.Run(back, Sample.Catalog)));
        Assert.Equal(["adc", "panel", "ups1"], back.Devices.Select(d => d.Value!.Id));
    }

    [Fact]
    public void The_hash_is_twelve_digits_and_stays_the_same_for_the_same_files() =>
        Assert.Equal("dc9e4b85ac5e", ConfigurationHash.Of([Sample.File(ConfigFileKind.Gateway, "edgeguard.json", "{}")]));

    [Fact]
    public void The_hash_changes_with_a_name_and_with_a_byte()
    {
        var hashes = new[] { ("a", "{}"), ("b", "{}"), ("a", "{ }") }
            .Select(f => ConfigurationHash.Of([Sample.File(ConfigFileKind.Device, f.Item1, f.Item2)]));

        Assert.Equal(3, hashes.Distinct().Count());
    }
}
