namespace EdgeGuard.Modbus.Tests.Counterparts;

/// <summary>A small program on libmodbus, compiled for the test.</summary>
internal sealed class LibmodbusProgram : IDisposable
{
    private const string Compiler = "/usr/bin/cc";

    private readonly DirectoryInfo _folder;

    private LibmodbusProgram(DirectoryInfo folder, string source)
    {
        _folder = folder;
        Path = System.IO.Path.Combine(folder.FullName, System.IO.Path.GetFileNameWithoutExtension(source));
    }

    public string Path { get; }

    public static async Task<LibmodbusProgram> BuildAsync(string source)
    {
        Counterpart.Require(File.Exists(Compiler) && File.Exists("/usr/include/modbus/modbus.h"), "a C compiler with libmodbus");
        var program = new LibmodbusProgram(Directory.CreateTempSubdirectory("edgeguard-libmodbus-"), source);
        await using var compiler = Counterpart.Start(
            Compiler, "-I/usr/include/modbus", "-o", program.Path, Counterpart.PathOf(source), "-lmodbus", "-pthread");
        await compiler.RequireSuccessAsync();
        return program;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
