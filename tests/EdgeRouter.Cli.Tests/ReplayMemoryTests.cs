using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;

namespace EdgeRouter.Cli.Tests;

/// <summary>Replays of large captures, watched from outside.</summary>
[TestFixture]
public sealed class ReplayMemoryTests
{
    private const long Mebibyte = 1024 * 1024;
    private const long PrivateBytesMax = 300 * Mebibyte;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldReplayALargeCaptureInBoundedMemory()
    {
        RequireProc();
        long sizeBytes = (Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1" ? 1024 : 64) * Mebibyte;
        string path = _folder.File("large.pcap");
        long frames = LongCapture.Write(path, sizeBytes);
        foreach (string source in (string[])["file", "dpdk"])
        {
            (int exitCode, string stdout, string stderr, long privateBytes) = Watch(path, source);
            if (source == "dpdk" && exitCode == 4)
            {
                Assert.Ignore($"DPDK cannot run here: {stderr.Trim()}");
            }

            Assert.That(exitCode, Is.Zero, stderr);
            using JsonDocument json = JsonDocument.Parse(stdout);
            TestContext.Out.WriteLine($"{source}: {frames} frames, {privateBytes / Mebibyte} MiB private at most, {json.RootElement.GetProperty("nsPerMessage").GetDouble()} ns/message");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(json.RootElement.GetProperty("frames").GetInt64(), Is.EqualTo(frames));
                Assert.That(json.RootElement.GetProperty("gaps").GetInt64(), Is.Zero);
                Assert.That(json.RootElement.GetProperty("duplicates").GetInt64(), Is.EqualTo(frames / 2));
                Assert.That(json.RootElement.GetProperty("steadyAllocatedBytes").GetInt64(), Is.Zero);
                Assert.That(privateBytes, Is.Positive.And.LessThan(PrivateBytesMax), source);
            }
        }
    }

    [TestCase("file")]
    [TestCase("dpdk")]
    public void ShouldStopWhenAsked(string source)
    {
        RequireProc();
        string path = _folder.File($"stop-{source}.pcap");
        LongCapture.Write(path, 4 * Mebibyte);
        using Process process = Start("replay", "--capture", path, "--source", source);
        Task<string> stdout = process.StandardOutput.ReadToEndAsync();
        Task<string> stderr = process.StandardError.ReadToEndAsync();

        // Mapped: the verb is at work. It warms up for longer than this takes, so the signal comes in its midst.
        string maps = $"/proc/{process.Id}/maps";
        Assert.That(SpinWait.SpinUntil(() => process.HasExited || File.ReadAllText(maps).Contains(path, StringComparison.Ordinal), Limit), Is.True);
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        Assert.That(process.WaitForExit(Limit), Is.True);
        string error = stderr.GetAwaiter().GetResult();
        if (process.ExitCode == 4)
        {
            Assert.Ignore($"DPDK cannot run here: {error.Trim()}");
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(process.ExitCode, Is.EqualTo(130));
            Assert.That(error.Trim(), Is.EqualTo("error ER9030: stopped by the user"));
            Assert.That(stdout.GetAwaiter().GetResult(), Is.Empty);
        }
    }

    private static void RequireProc()
    {
        if (!Directory.Exists("/proc/self"))
        {
            Assert.Ignore("/proc is not there: this test watches a Linux process");
        }
    }

    private static (int ExitCode, string Stdout, string Stderr, long PrivateBytes) Watch(string path, string source)
    {
        using Process process = Start("replay", "--capture", path, "--source", source, "--json");
        Task<string> stdout = process.StandardOutput.ReadToEndAsync();
        Task<string> stderr = process.StandardError.ReadToEndAsync();
        long most = 0;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(20)))
        {
            most = Math.Max(most, PrivateBytesOf(process.Id));
        }

        return (process.ExitCode, stdout.GetAwaiter().GetResult(), stderr.GetAwaiter().GetResult(), most);
    }

    private static Process Start(params string[] args) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "edgerouter.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    /// <summary>Resident memory that is no file's: VmRSS − RssFile; 0 once the process is gone.</summary>
    private static long PrivateBytesOf(int processId)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines($"/proc/{processId}/status");
        }
        catch (IOException)
        {
            return 0;
        }

        return KibibytesOf(lines, "VmRSS:") * 1024 is var resident and > 0 ? resident - (KibibytesOf(lines, "RssFile:") * 1024) : 0;
    }

    private static long KibibytesOf(string[] lines, string key) => lines.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) is { } line
        ? long.Parse(line.AsSpan(key.Length).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture)
        : 0;
}
