using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.TestHost.Processes;

/// <summary>A scenario of a test host as a process of its own, which a test can stop, wake up and kill. It ends with the test whatever happens.</summary>
public sealed partial class ScenarioProcess : IDisposable
{
    private const int SignalContinue = 18;
    private const int SignalStop = 19;

    // Longer than the longest test that keeps a process, and no longer: a test run that is killed leaves nothing running for good.
    private static readonly int SecondsMax = Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1" ? 3_600 : 120;
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private bool _isDisposed;

    private ScenarioProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

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

    /// <summary>Starts a scenario and waits until it says that it works.</summary>
    /// <param name="arguments">Scenario and options.</param>
    public static ScenarioProcess Start(params string[] arguments)
    {
        ScenarioProcess scenario = Launch(arguments);
        _ = scenario.Await(line => line.StartsWith("READY", StringComparison.Ordinal));
        return scenario;
    }

    /// <summary>Starts a scenario.</summary>
    /// <param name="arguments">Scenario and options.</param>
    public static ScenarioProcess Launch(params string[] arguments) => LaunchBehind([], arguments);

    /// <summary>Starts a scenario behind another command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="arguments">Scenario and options.</param>
    public static ScenarioProcess LaunchBehind(string[] command, params string[] arguments) =>
        LaunchOf(typeof(ScenarioProcess).Assembly, command, arguments);

    /// <summary>Starts a scenario of a test host behind another command.</summary>
    /// <param name="host">The test host.</param>
    /// <param name="command">The command; may be empty.</param>
    /// <param name="arguments">Scenario and options.</param>
    public static ScenarioProcess LaunchOf(Assembly host, string[] command, params string[] arguments)
    {
        string[] line = [.. command, "dotnet", host.Location, .. arguments, "--seconds", $"{SecondsMax}"];
        ProcessStartInfo start = new(line[0], line[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        return new ScenarioProcess(Process.Start(start)!);
    }

    /// <summary>Waits for a line; throws when the process ends or the time is over first.</summary>
    /// <param name="isWanted">Which.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="after">Only lines behind so many.</param>
    /// <returns>The line.</returns>
    public string Await(Predicate<string> isWanted, int seconds = 30, int after = 0)
    {
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            bool isEnded = _process.HasExited;
            string? found = Lines.Skip(after).FirstOrDefault(line => isWanted(line));
            if (found != null)
            {
                return found;
            }

            Require(!isEnded, "ended");
            Require(!over.IsCancellationRequested, $"did not say it in {seconds} s");
            _ = over.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="seconds">How long.</param>
    /// <returns>Its exit code.</returns>
    public int AwaitExit(int seconds = 30)
    {
        Require(_process.WaitForExit(TimeSpan.FromSeconds(seconds)), $"did not end in {seconds} s");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGSTOP: it stands still until <see cref="Continue"/>.</summary>
    public void Stop() => Require(Signal(_process.Id, SignalStop) == 0, "cannot be stopped");

    /// <summary>SIGCONT.</summary>
    public void Continue() => Require(Signal(_process.Id, SignalContinue) == 0, "cannot be woken up");

    /// <summary>Tells it to end, and waits for that.</summary>
    /// <returns>Its exit code.</returns>
    public int End()
    {
        _process.StandardInput.Close();
        return AwaitExit();
    }

    public override string ToString() => $"{_process.StartInfo.ArgumentList.First(argument => argument.All(char.IsAsciiLetter))} {_process.Id}";

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    private void Require(bool isMet, string what)
    {
        if (!isMet)
        {
            throw new InvalidOperationException($"{this} {what}: {Tail()}");
        }
    }

    private string Tail() => string.Join(" | ", Lines.TakeLast(8));

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
