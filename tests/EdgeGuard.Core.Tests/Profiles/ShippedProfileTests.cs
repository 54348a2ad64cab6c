using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

public class ShippedProfileTests
{
    public static TheoryData<string> Names => [.. Shipped.ProfileFiles.Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory, MemberData(nameof(Names))]
    public void A_profile_is_called_as_its_file(string name) => Assert.Equal(name, Shipped.Profile(name).Name);

    [Theory, MemberData(nameof(Names))]
    public void Every_example_of_a_profile_holds(string name)
    {
        var profile = Shipped.Profile(name);

        Assert.NotEmpty(profile.Examples);
        Assert.Empty(profile.Examples.SelectMany(example => ProfileExamples.Run(profile, example).Select(failure => $"{example.Name}: {failure.En}")));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_point_of_every_variant_is_in_an_example_as_a_good_reading(string name)
    {
        var profile = Shipped.Profile(name);
        foreach (string? variant in Variants(profile))
        {
            var shown = profile.Examples
                .Where(example => (example.Variant ?? profile.DefaultVariant) == variant)
                .SelectMany(example => example.Expect.Where(pair => pair.Value.Value is not null).Select(pair => pair.Key));
            Assert.Empty(profile.PointsOf(Shipped.Signals, variant).Select(point => point.Name).Except(shown));
        }
    }

    private static string?[] Variants(DeviceProfile profile) =>
        profile.Variants.Count == 0 ? [null] : [.. profile.Variants.Select(known => known.Name)];
}
