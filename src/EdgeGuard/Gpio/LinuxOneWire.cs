namespace EdgeGuard.Gateway.Gpio;

/// <summary>1-Wire as Linux shows it: a folder a chip.</summary>
/// <param name="folder">Where they are, <c>/sys/bus/w1/devices</c>.</param>
internal sealed class LinuxOneWire(string folder) : IOneWire
{
    public IReadOnlyList<string> List()
    {
        RequireMaster();
        // Beside the chips, whose names begin with the two digits of their family, stand the masters.
        return
        [
            .. Directory.EnumerateFileSystemEntries(folder)
                .Select(p => Path.GetFileName(p))
                .Where(name => name.Length > 2 && name[2] == '-' && char.IsAsciiHexDigit(name[0]) && char.IsAsciiHexDigit(name[1]))
                .Order(StringComparer.Ordinal),
        ];
    }

    public string Read(string rom)
    {
        RequireMaster();
        string chip = Path.Combine(folder, rom);
        return Directory.Exists(chip)
            ? File.ReadAllText(Path.Combine(chip, "w1_slave"))
            : throw new IOException($"No 1-Wire chip {rom} in {folder}.");
    }

    private void RequireMaster()
    {
        if (!Directory.Exists(folder))
            throw new IOException($"There is no 1-Wire master ({folder}; on a Pi dtoverlay=w1-gpio).");
    }
}
