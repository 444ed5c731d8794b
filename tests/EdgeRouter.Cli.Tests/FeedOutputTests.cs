using System.Diagnostics;
using System.Text.Json;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Ingest;

namespace EdgeRouter.Cli.Tests;

public sealed class FeedOutputTests
{
    private const int VenueCount = 6;
    private const int LimitMs = 60_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("edgerouter").FullName;

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ShouldSendFaultyLinesWithSnapshotsThatReplayHeals()
    {
        string capture = Path.Combine(_folder, "faulty.pcap");
        JsonElement result = Json(
            "simulate", "--duration", "120", "--seed", "7", "--output", capture, "--udp", "127.0.0.1", "--pace", "500",
            "--line-b", "--loss", "0.1", "--reorder", "0.01", "--duplicate", "0.01", "--snapshots", "0.5", "--json");
        long frames = result.GetProperty("outputs").GetProperty("capture").GetProperty("frames").GetInt64();
        Assert.That(frames, Is.GreaterThan(8_000));
        JsonElement udp = result.GetProperty("outputs").GetProperty("udp");
        Assert.That(udp.GetProperty("frames").GetInt64() + udp.GetProperty("dropped").GetInt64(), Is.EqualTo(frames));
        Assert.That(result.GetProperty("pace").GetProperty("speed").GetDouble(), Is.EqualTo(500));
        Assert.That(result.GetProperty("pace").GetProperty("latenessP99Ns").GetInt64(), Is.LessThanOrEqualTo(result.GetProperty("pace").GetProperty("latenessMaxNs").GetInt64()));
        Assert.That(result.GetProperty("snapshots").GetInt64(), Is.InRange(VenueCount * 238, VenueCount * 240));
        Assert.That(result.GetProperty("lines").GetArrayLength(), Is.EqualTo(3 * VenueCount));
        Assert.That(result.GetProperty("lines").EnumerateArray().Sum(l => l.GetProperty("lost").GetInt64()), Is.GreaterThan(400));

        JsonElement replayed = Json("replay", "--feed", "memoir-depth", "--capture", capture, "--no-warm-up", "--json");
        Assert.That(replayed.GetProperty("frames").GetInt64(), Is.EqualTo(frames));
        Assert.That(replayed.GetProperty("gaps").GetInt64(), Is.GreaterThan(10));
        Assert.That(replayed.GetProperty("healedBooks").GetInt64(), Is.GreaterThan(10));
        Assert.That((replayed.GetProperty("otherPackets").GetInt64(), replayed.GetProperty("malformed").GetInt64()), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public void ShouldEndEverySessionOnCtrlC()
    {
        string capture = Path.Combine(_folder, "interrupted.pcap");
        string program = Path.Combine(AppContext.BaseDirectory, "edgerouter.dll");
        ProcessStartInfo start = new("dotnet", [program, "simulate", "--duration", "600", "--output", capture, "--pace", "real"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        for (int i = 0; i < LimitMs / 100 && !(File.Exists(capture) && new FileInfo(capture).Length > 4_096) && !process.WaitForExit(100); i++)
        {
        }

        Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!.WaitForExit();
        Assert.That(process.WaitForExit(LimitMs), Is.True);
        Assert.That(process.ExitCode, Is.EqualTo(130), error.GetAwaiter().GetResult());
        Assert.That(File.Exists(capture + ".day.json"), Is.False, "an interrupted day is none");
        Assert.That(SessionEnds(capture), Is.EqualTo(VenueCount));
    }

    [TestCase("ER9090", "--seed 7")]
    [TestCase("ER9091", "--udp no-such-interface")]
    [TestCase("ER9092", "--udp lo --pace 0")]
    [TestCase("ER9092", "--udp lo --pace swiftly")]
    [TestCase("ER9093", "--udp lo --loss 1.01")]
    [TestCase("ER9093", "--udp lo --reorder -1")]
    [TestCase("ER9094", "--udp lo --snapshots 0.001")]
    public void ShouldSayWhatIsWrong(string id, string options)
    {
        (int exitCode, _, string stderr) = CommandProcess.Run(["simulate", .. options.Split(' ')]);
        Assert.That((exitCode, stderr.Split('\n')[0].Contains(id, StringComparison.Ordinal)), Is.EqualTo((2, true)), stderr);
    }

    private static JsonElement Json(params string[] args)
    {
        (int exitCode, string stdout, string stderr) = CommandProcess.Run(args);
        Assert.That(exitCode, Is.Zero, stderr);
        return JsonDocument.Parse(stdout).RootElement;
    }

    private static int SessionEnds(string capture)
    {
        using CaptureFile file = CaptureFile.Open(capture);
        int ends = 0;
        ParseCounters counters = default;
        while (file.Read(out FrameDescriptor frame) == CaptureReadStatus.Frame)
        {
            bool isEnd = FrameParser.TryParse(frame.Bytes, 0, ref counters, out Datagram datagram)
                && MemoirDepthProtocol.TryReadHeader(datagram.Payload, out FeedPacketHeader header) && header.Kind == FeedPacketKind.SessionEnd;
            ends += isEnd ? 1 : 0;
        }

        return ends;
    }
}
