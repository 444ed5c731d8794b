using System.Diagnostics;

namespace EdgeRouter.Aeron.Tests.Driver.Peers;

/// <summary>A program of another Aeron, from the folder that <c>AERON_PEER_BIN</c> names.</summary>
internal sealed class PeerProgram : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    private PeerProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

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

    public string Text => string.Join('\n', Lines);

    /// <summary>Starts a program, or skips the test.</summary>
    public static PeerProgram Start(string name, params string[] arguments)
    {
        string? folder = Environment.GetEnvironmentVariable("AERON_PEER_BIN");
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Ignore("no other Aeron to test with: set AERON_PEER_BIN to the folder of its programs");
        }

        string program = Path.Combine(folder!, name);
        if (!File.Exists(program))
        {
            Assert.Ignore($"{program} not found: AERON_PEER_BIN names a folder without it");
        }

        string[] line = ["-oL", program, .. arguments]; // Lines as they come, not when a buffer is full.
        ProcessStartInfo start = new("stdbuf", line) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new PeerProgram(Process.Start(start)!);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it said.</returns>
    public static string Run(string name, params string[] arguments)
    {
        using PeerProgram program = Start(name, arguments);
        program.AwaitExit();
        return program.Text;
    }

    public string Await(string text, int seconds = 20)
    {
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            bool isEnded = _process.HasExited;
            string? found = Lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal));
            if (found != null)
            {
                return found;
            }

            Assert.That(isEnded || over.IsCancellationRequested, Is.False, () => $"{_process.StartInfo.ArgumentList[1]} did not say '{text}': {Text}");
            _ = over.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(5));
        }
    }

    public void AwaitExit(int seconds = 30)
    {
        Assert.That(_process.WaitForExit(TimeSpan.FromSeconds(seconds)), Is.True, () => $"did not end: {Text}");
        _process.WaitForExit();
        Assert.That(_process.ExitCode, Is.Zero, () => Text);
    }

    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

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
