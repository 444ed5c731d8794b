using System.Diagnostics;

namespace EdgeRouter.Link.Tests.Transports;

/// <summary>Another implementation's media driver as a process of its own, where there is one.</summary>
internal sealed class PeerDriver : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process _process;

    private PeerDriver(string program)
    {
        Directory = _folder.Sub("driver");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AERON_DIR"] = Directory;
        start.Environment["AERON_THREADING_MODE"] = "SHARED";
        start.Environment["AERON_SHARED_IDLE_STRATEGY"] = "backoff";
        start.Environment["AERON_TERM_BUFFER_SPARSE_FILE"] = "true";
        _process = Process.Start(start)!;
    }

    public string Directory { get; }

    /// <summary>Starts it, or skips the test with a line.</summary>
    public static PeerDriver StartOrIgnore()
    {
        string? folder = Environment.GetEnvironmentVariable("AERON_PEER_BIN");
        string program = Path.Combine(folder ?? string.Empty, "aeronmd");
        if (folder is null || !File.Exists(program))
        {
            Assert.Ignore("no other media driver: set AERON_PEER_BIN to the folder of aeronmd");
        }

        return new PeerDriver(program);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _folder.Dispose();
    }
}
