using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace EdgeRouter.Aeron.Tests.Support;

/// <summary>A process of a test: its output is kept, and it ends with its test at the latest.</summary>
internal sealed partial class PeerProcess : IDisposable
{
    private const int LongestMs = 20_000;
    private const int PollMs = 5;
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    public PeerProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _ = _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote so far, both streams.</summary>
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

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>Waits for something while it runs.</summary>
    public bool WaitUntil(Func<bool> condition, int longestMs = LongestMs)
    {
        for (int waitedMs = 0; waitedMs < longestMs; waitedMs += PollMs)
        {
            if (condition())
            {
                return true;
            }

            if (_process.WaitForExit(PollMs))
            {
                return condition();
            }
        }

        return false;
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public int WaitForEnd(int longestMs = LongestMs)
    {
        Assert.That(_process.WaitForExit(longestMs), $"{_process.StartInfo.FileName} does not end: {Output}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Sends a signal: 2 = interrupt, 15 = terminate, 19 = stop, 18 = continue, 9 = kill.</summary>
    public void Signal(int signal) => Assert.That(Kill(_process.Id, signal), Is.Zero);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);

    private void Append(string? line)
    {
        if (line != null)
        {
            lock (_output)
            {
                _ = _output.AppendLine(line);
            }
        }
    }
}
