using System.Diagnostics;
using System.Text;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Peers;

/// <summary>A process of the real Aeron; ends with the test.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    public Peer(string tool, string aeronDirectory, params string[] arguments)
    {
        // Line by line: what a sample prints to a pipe comes in blocks otherwise.
        ProcessStartInfo start = new("stdbuf", ["-oL", Path.Combine(Folder!, tool), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AERON_DIR"] = aeronDirectory;
        start.Environment["AERON_THREADING_MODE"] = "SHARED";
        start.Environment["AERON_SHARED_IDLE_STRATEGY"] = "sleep-ns";
        start.Environment["AERON_TERM_BUFFER_LENGTH"] = "65536";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static string? Folder => Environment.GetEnvironmentVariable("AERON_PEER_BIN");

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public bool HasEnded => _process.HasExited;

    public static void Require()
    {
        if (Folder == null || !File.Exists(Path.Combine(Folder, "aeronmd")))
        {
            Assert.Ignore("no real Aeron: set AERON_PEER_BIN to the folder of aeronmd");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }
}
