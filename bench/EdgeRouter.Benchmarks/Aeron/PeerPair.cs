using System.Diagnostics;
using System.Globalization;

namespace EdgeRouter.Benchmarks.Aeron;

/// <summary>Another Aeron, in C, in our own topology: <c>bench/peers/aeron_pair.c</c>, compiled against it. <c>AERON_PEER_BIN</c> names the folder of its
/// programs, beside which lies <c>lib</c>; <c>AERON_PEER_INCLUDE</c> the folders of its headers, separated by colons.</summary>
public sealed class PeerPair
{
    private const int LongestMs = 120_000;
    private readonly string _program;

    private PeerPair(string program) => _program = program;

    /// <summary>Compiles the program.</summary>
    /// <param name="from">A folder of the repository.</param>
    /// <returns>Null: the variables are not set.</returns>
    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public static PeerPair? Build(string from)
    {
        string? programs = Environment.GetEnvironmentVariable("AERON_PEER_BIN");
        string? headers = Environment.GetEnvironmentVariable("AERON_PEER_INCLUDE");
        if (string.IsNullOrEmpty(programs) || string.IsNullOrEmpty(headers))
        {
            return null;
        }

        string root = BenchmarkFolders.FindRoot(from);
        string program = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "artifacts", "bench")).FullName, "aeron_pair");
        string libraries = Path.GetFullPath(Path.Combine(programs, "..", "lib"));
        _ = Run(
            "cc",
            [
                "-O3", "-o", program, Path.Combine(root, "bench", "peers", "aeron_pair.c"),
                .. headers.Split(':').Select(folder => $"-I{folder}"),
                $"-L{libraries}", $"-Wl,-rpath,{libraries}", "-laeron_driver", "-laeron", "-lpthread",
            ]);
        return new PeerPair(program);
    }

    /// <summary>Round trips: median, p99, p99.9 and longest, ns.</summary>
    /// <param name="isUdp">Over UDP instead of shared memory.</param>
    /// <param name="sizeBytes">Bytes of a message.</param>
    /// <param name="warmUpCount">Round trips that are not counted.</param>
    /// <param name="count">Round trips that are.</param>
    public double[] RoundTrips(bool isUdp, int sizeBytes, long warmUpCount, long count) => Measure("rtt", isUdp ? "udp" : "ipc", sizeBytes, warmUpCount, count);

    /// <summary>Messages a second.</summary>
    /// <param name="over"><c>ipc</c>, <c>ipc-batch</c> or <c>udp</c>.</param>
    /// <param name="sizeBytes">Bytes of a message.</param>
    /// <param name="count">Messages.</param>
    public double Rate(string over, int sizeBytes, long count) => Measure("rate", over, sizeBytes, 0, count)[0];

    private double[] Measure(string what, string over, int sizeBytes, long warmUpCount, long count)
    {
        string directory = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"edgerouter-bench-peer-{Environment.ProcessId}");
        string output = Run(_program, [directory, what, over, Text(sizeBytes), Text(warmUpCount), Text(count)]);
        return [.. output.Split(' ', StringSplitOptions.TrimEntries).Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
    }

    private static string Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        bool hasEnded = process.WaitForExit(LongestMs);
        if (!hasEnded)
        {
            process.Kill();
        }

        return hasEnded && process.ExitCode == 0
            ? output.GetAwaiter().GetResult()
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {(hasEnded ? errors.GetAwaiter().GetResult() : "still running after two minutes")}");
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
