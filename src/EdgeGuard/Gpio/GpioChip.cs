using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>One /dev/gpiochipN, found by its label: numbers change between kernels and with what is plugged in.</summary>
internal sealed unsafe class GpioChip : IDisposable
{
    /// <summary>Chips behind the 40-pin header: Pi 5; Pi 4; Pi Zero to 3.</summary>
    private static readonly string[] HeaderLabels = ["pinctrl-rp1", "pinctrl-bcm2711", "pinctrl-bcm2835"];

    private GpioChip(SafeFileHandle handle, string path, string label, int lines)
    {
        Handle = handle;
        Path = path;
        Label = label;
        Lines = lines;
    }

    public SafeFileHandle Handle { get; }

    public string Path { get; }

    public string Label { get; }

    public int Lines { get; }

    /// <param name="label">Null: the header's chip of a known Pi.</param>
    /// <param name="directory">Where the chips are, /dev.</param>
    /// <exception cref="IOException">Not found; the message lists the labels that there are.</exception>
    public static GpioChip Open(string? label, string directory)
    {
        List<GpioChip> chips = [];
        List<string> refused = [];
        foreach (string path in Directory.EnumerateFileSystemEntries(directory, "gpiochip*").OrderBy(Number).ThenBy(p => p, StringComparer.Ordinal))
            Probe(path, chips, refused);
        GpioChip? found = label is not null
            ? chips.Find(c => c.Label == label)
            : HeaderLabels.Select(known => chips.Find(c => c.Label == known)).FirstOrDefault(c => c is not null);
        string[] labels = [.. chips.Select(c => c.Label).Distinct(StringComparer.Ordinal)];
        foreach (GpioChip chip in chips.Where(c => c != found))
            chip.Dispose();
        return found ?? throw new IOException(NotFound(label, labels, refused));
    }

    public void Dispose() => Handle.Dispose();

    /// <exception cref="IOException">The chip is gone.</exception>
    public IReadOnlyList<GpioLineState> Survey()
    {
        var lines = new List<GpioLineState>(Lines);
        for (int line = 0; line < Lines; line++)
        {
            var info = new GpioUapi.LineInfo { Offset = (uint)line };
            if (Libc.Ioctl(Handle, GpioUapi.GetLineInfo, &info) < 0)
                throw new IOException($"GPIO line {line} of {Label} ({Path}) cannot be looked at: {LinuxError.Last()}.");
            string? consumer = (info.Flags & GpioUapi.Used) != 0 ? GpioUapi.Text(info.Consumer) : null;
            lines.Add(new GpioLineState(line, GpioUapi.Text(info.Name), (info.Flags & GpioUapi.Output) != 0, consumer));
        }

        return lines;
    }

    private static int Number(string path) =>
        int.TryParse(System.IO.Path.GetFileName(path.AsSpan())["gpiochip".Length..], out int number) ? number : int.MaxValue;

    private static void Probe(string path, List<GpioChip> chips, List<string> refused)
    {
        SafeFileHandle handle = Libc.Open(path, Libc.ReadWrite);
        GpioUapi.ChipInfo info;
        if (handle.IsInvalid || Libc.Ioctl(handle, GpioUapi.GetChipInfo, &info) < 0)
        {
            int code = LinuxError.LastCode;
            handle.Dispose();
            refused.Add(code is LinuxError.Access or LinuxError.Permission
                ? $"{path}: {LinuxError.Words(code)} (add the user to group gpio)"
                : $"{path}: {LinuxError.Words(code)}");
            return;
        }

        chips.Add(new GpioChip(handle, path, GpioUapi.Text(info.Label), checked((int)info.Lines)));
    }

    private static string NotFound(string? label, string[] labels, List<string> refused)
    {
        string wanted = label is null ? $"No header chip of a known Pi ({string.Join(", ", HeaderLabels)})" : $"No GPIO chip is labelled '{label}'";
        string present = labels.Length == 0 ? "there is no chip that can be opened" : $"there are: {string.Join(", ", labels)}";
        return refused.Count == 0 ? $"{wanted}; {present}." : $"{wanted}; {present}; {string.Join("; ", refused)}.";
    }
}
