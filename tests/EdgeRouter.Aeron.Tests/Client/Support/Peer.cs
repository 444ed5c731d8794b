using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.Tests.Client.Support;

/// <summary>A program of the C driver's and clients' own, as a process of this test. <c>AERON_PEER_BIN</c> names their folder.</summary>
internal sealed partial class Peer : IDisposable
{
    private const int SignalInterrupt = 2;
    private readonly Process _process;
    private readonly List<string> _lines = [];

    private Peer(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public static void Require()
    {
        if (Folder() == null)
        {
            Assert.Ignore("no C programs of Aeron: set AERON_PEER_BIN to their folder");
        }
    }

    /// <summary>A driver that gives clients up after two seconds.</summary>
    public static Peer Driver(string directory)
    {
        Peer driver = Start("aeronmd", directory, []);
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(20));
        while (!File.Exists(Path.Combine(directory, "cnc.dat")))
        {
            Assert.That(over.IsCancellationRequested || driver._process.HasExited, Is.False, () => string.Join(" | ", driver.Lines));
            _ = over.Token.WaitHandle.WaitOne(5);
        }

        return driver;
    }

    public static Peer Start(string program, string directory, string[] arguments)
    {
        ProcessStartInfo start = new(Path.Combine(Folder()!, program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AERON_DIR"] = directory;
        start.Environment["AERON_DIR_DELETE_ON_START"] = "1";
        start.Environment["AERON_THREADING_MODE"] = "SHARED";
        start.Environment["AERON_CLIENT_LIVENESS_TIMEOUT"] = "2s";
        start.Environment["AERON_PUBLICATION_UNBLOCK_TIMEOUT"] = "3s";
        start.Environment["AERON_TIMER_INTERVAL"] = "200ms";
        return new Peer(Process.Start(start)!);
    }

    public bool AwaitExit(int seconds = 20)
    {
        bool isOver = _process.WaitForExit(TimeSpan.FromSeconds(seconds));
        if (isOver)
        {
            _process.WaitForExit();
        }

        return isOver;
    }

    /// <summary>SIGINT, as from a terminal: it ends in order, and what it has written comes.</summary>
    public bool Interrupt() => Signal(_process.Id, SignalInterrupt) == 0 && AwaitExit();

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    private static string? Folder() =>
        Environment.GetEnvironmentVariable("AERON_PEER_BIN") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, "aeronmd")) ? folder : null;

    private void Add(string? line)
    {
        if (line != null)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }
}
