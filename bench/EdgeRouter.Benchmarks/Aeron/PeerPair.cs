using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeRouter.Benchmarks.Aeron;

/// <summary>Another Aeron's driver, ping and pong as three processes, pinned like ours to two cores; the driver sleeps between its rounds.
/// <c>AERON_PEER_BIN</c> names their folder.</summary>
public static partial class PeerPair
{
    private const string Variable = "AERON_PEER_BIN";
    private const int LongestMs = 120_000;

    /// <summary>Whether they are there.</summary>
    public static bool IsPresent => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder && File.Exists(Path.Combine(folder, "cping"));

    /// <summary>Median and tail of round trips, ns.</summary>
    /// <param name="pingChannel">Channel there.</param>
    /// <param name="pongChannel">Channel back.</param>
    /// <param name="sizeBytes">Bytes of a message.</param>
    /// <param name="warmUpCount">Round trips that are not counted.</param>
    /// <param name="count">Round trips that are.</param>
    public static (double MedianNs, double P99Ns, double P999Ns, double MaxNs)? RoundTrips(string pingChannel, string pongChannel, int sizeBytes, long warmUpCount, long count)
    {
        string directory = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"edgerouter-bench-peer-{Environment.ProcessId}");
        string[] channels = ["-c", pingChannel, "-C", pongChannel, "-s", "1002", "-S", "1003"];
        using Process driver = Start(directory, "aeronmd");
        try
        {
            using Process pong = Start(directory, "cpong", ["-c", "1", .. Program("cpong"), .. channels], "taskset");
            try
            {
                using Process ping = Start(
                    directory,
                    "cping",
                    ["-c", "0", .. Program("cping"), .. channels, "-L", Text(sizeBytes), "-m", Text(count), "-w", Text(warmUpCount)],
                    "taskset");
                Task<string> output = ping.StandardOutput.ReadToEndAsync();
                return ping.WaitForExit(LongestMs) ? Read(output.GetAwaiter().GetResult()) : null;
            }
            finally
            {
                End(pong);
            }
        }
        finally
        {
            End(driver);
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private static (double MedianNs, double P99Ns, double P999Ns, double MaxNs)? Read(string output)
    {
        (double Microseconds, double Share)[] lines =
        [
            .. LinePattern().Matches(output).Select(line => (Number(line.Groups[1].Value), Number(line.Groups[2].Value))),
        ];
        return lines.Length == 0 ? null : (At(lines, 0.5), At(lines, 0.99), At(lines, 0.999), lines[^1].Microseconds * 1_000);
    }

    private static double At((double Microseconds, double Share)[] lines, double share) => lines.First(line => line.Share >= share).Microseconds * 1_000;

    private static string[] Program(string name) => [Path.Combine(Environment.GetEnvironmentVariable(Variable)!, name)];

    private static Process Start(string directory, string name, string[]? arguments = null, string? behind = null)
    {
        ProcessStartInfo start = new(behind ?? Program(name)[0], arguments ?? []) { RedirectStandardOutput = true };
        start.Environment["AERON_DIR"] = directory;
        start.Environment["AERON_THREADING_MODE"] = "SHARED";
        start.Environment["AERON_SHARED_IDLE_STRATEGY"] = "backoff";
        start.Environment["AERON_IPC_TERM_BUFFER_LENGTH"] = "1m";
        start.Environment["AERON_TERM_BUFFER_LENGTH"] = "1m";
        start.Environment["AERON_TERM_BUFFER_SPARSE_FILE"] = "0";
        return Process.Start(start)!;
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^ *(\d+\.\d+) +(\d\.\d+) +\d+ +(?:[\d.]+|inf) *$", RegexOptions.Multiline, 1000)]
    private static partial Regex LinePattern();
}
