using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Cli.Tests.Days;

/// <summary><c>replay --journal</c>.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Self)]
public sealed class JournalReplayTests
{
    private readonly TemporaryFolder _folder = new();

    private static string Journal => $"{DayFiles.Store}.journals/training";

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void ShouldRepeatARunFromItsCapture()
    {
        CommandResult result = Replay(Journal, "--capture", DayFiles.Capture, "--json");
        Expect.Done(result);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.Json.GetProperty("identical").GetBoolean(), result.Json.GetProperty("firstDifference").ValueKind), Is.EqualTo((true, JsonValueKind.Null)));
            Assert.That(result.Number("records"), Is.GreaterThan(500).And.EqualTo(result.Number("equalRecords")));
            Assert.That(result.Number("packets"), Is.EqualTo(DayFiles.Routed.Number("packets")));
            Assert.That(result.Json.GetProperty("run").GetString(), Is.EqualTo("training"));
        }
    }

    [Test]
    public void ShouldSayThatTheCaptureIsAnotherDays()
    {
        string other = _folder.File("other.pcap");
        Expect.Done(InProcess.Run("simulate", "--seed", "8", "--duration", "120", "--output", other));
        CommandResult result = Replay(Journal, "--capture", other);
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Stderr);
        Assert.That(result.Stdout, Does.Match("departs at record [0-9,]+, after [0-9,]+ packets, at 2025-").And.Contain($"the capture {other} is probably another day's"));
    }

    [Test]
    public void ShouldFindTheOneFieldThatWasChanged()
    {
        long changed = 0;
        string other = JournalFiles.Copy(Journal, _folder.File("changed"), (sequence, message, payload) =>
        {
            if (message != "ChildOrderNew" || changed != 0 || sequence < 200)
            {
                return payload.ToArray();
            }

            changed = sequence;
            return ChildRewriter.With(payload, order => order with { Quantity = order.Quantity + 100 });
        });
        CommandResult result = Replay(other, "--capture", DayFiles.Capture, "--json");
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Stderr);
        JsonElement difference = result.Json.GetProperty("firstDifference");
        JsonElement field = difference.GetProperty("fields").EnumerateArray().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Json.GetProperty("identical").GetBoolean(), Is.False);
            Assert.That((difference.GetProperty("sequence").GetInt64(), result.Number("equalRecords")), Is.EqualTo((changed, changed - 1)));
            Assert.That((difference.GetProperty("expected").GetString(), difference.GetProperty("actual").GetString()), Is.EqualTo(("ChildOrderNew", "ChildOrderNew")));
            Assert.That(field.GetProperty("field").GetString(), Is.EqualTo("Quantity"));
            Assert.That(long.Parse(field.GetProperty("expected").GetString()!), Is.EqualTo(long.Parse(field.GetProperty("actual").GetString()!) + 100));
        }

        CommandResult text = Replay(other, "--capture", DayFiles.Capture);
        Assert.That(text.Stdout, Does.Contain("ChildOrderNew differs in 1 field").And.Contain("Quantity"));
    }

    [Test]
    public void ShouldMissRecordsThatOnlyTheJournalHas()
    {
        byte[] last = [];
        JournalFiles.Copy(Journal, _folder.File("scratch"), (_, message, payload) =>
        {
            last = message == "ParentOrderDone" ? payload.ToArray() : last;
            return payload.ToArray();
        });
        string other = JournalFiles.Copy(Journal, _folder.File("longer"), (_, message, payload) => message == "SessionEnd" ? last : payload.ToArray());
        CommandResult result = Replay(other, "--capture", DayFiles.Capture);
        Assert.That((result.ExitCode, result.Stdout), Is.EqualTo((1, result.Stdout)), result.Stderr);
        Assert.That(result.Stdout, Does.Contain("the journal has ParentOrderDone, the replay wrote nothing more"));
    }

    [Test]
    public void ShouldTakeAJournalWhoseProcessWasKilled()
    {
        long count = 0;
        string cut = JournalFiles.Copy(Journal, _folder.File("cut"), (sequence, message, payload) =>
        {
            count = sequence < 400 || count == 0 || message != "ChildOrderNew" ? sequence : count;
            return sequence <= 400 ? payload.ToArray() : [];
        });
        CommandResult result = Replay(cut, "--capture", DayFiles.Capture, "--json");
        Expect.Done(result);
        Assert.That((result.Number("records"), result.Number("equalRecords"), result.Json.GetProperty("identical").GetBoolean()), Is.EqualTo((400L, 400L, true)));
    }

    [Test]
    public void ShouldRepeatARunWithItsOwnMarketDataAndStatistics()
    {
        string capture = _folder.File("short.pcap");
        string statistics = _folder.File("statistics.bin");
        string store = _folder.File("short.db");
        Expect.Done(InProcess.Run("simulate", "--seed", "9", "--duration", "120", "--output", capture));
        Route(capture, store, "first", "--statistics", statistics, "--journal-packets");
        byte[] afterFirst = File.ReadAllBytes(statistics);
        Route(capture, store, "second", "--statistics", statistics, "--journal-packets");
        Assert.That(File.ReadAllBytes(statistics), Is.Not.EqualTo(afterFirst), "a second day was added");
        CommandResult audit = InProcess.Run("audit", "journal", $"{store}.journals/second", "--json");
        Assert.That(audit.Json.GetProperty("messages").GetProperty("Configuration").GetInt64(), Is.EqualTo(3), "setup, venue statistics, estimates");
        CommandResult result = Replay($"{store}.journals/second", "--json");
        Expect.Done(result);
        Assert.That((result.Json.GetProperty("identical").GetBoolean(), result.Json.GetProperty("capture").ValueKind), Is.EqualTo((true, JsonValueKind.Null)));
        Assert.That(result.Number("packets"), Is.GreaterThan(1000).And.EqualTo(audit.Number("packetRecords")));
        Expect.Failed(Replay($"{store}.journals/second", "--capture", capture), 2, "ER9079", "leave --capture out");

        afterFirst[^20] ^= 1;
        File.WriteAllBytes(statistics, afterFirst);
        Expect.Failed(RouteOf(capture, store, "third", "--statistics", statistics), 3, "ER9083", statistics, "damaged");
        File.WriteAllText(statistics, "not statistics at all, but long enough");
        Expect.Failed(RouteOf(capture, store, "third", "--statistics", statistics), 3, "ER9083", statistics);
    }

    [Test]
    public void ShouldNameWhatItCannotReplay()
    {
        string empty = Directory.CreateDirectory(_folder.File("empty")).FullName;
        string old = JournalFiles.Copy(Journal, _folder.File("old"), (_, message, payload) => message == "Configuration" ? [] : payload.ToArray());
        string damaged = JournalFiles.CopyBytes(Journal, _folder.File("damaged"), bytes =>
        {
            bytes[bytes.Length / 2] ^= 0x10;
            return bytes;
        });
        using (Assert.EnterMultipleScope())
        {
            Expect.Failed(Replay(_folder.File("none")), 4, "ER5001", "none");
            Expect.Failed(Replay(empty), 3, "ER5006", "empty");
            Expect.Failed(Replay(damaged, "--capture", DayFiles.Capture), 3, "ER5004", "damaged");
            Expect.Failed(Replay(old, "--capture", DayFiles.Capture), 3, "ER9080", "old", "has no setup");
            Expect.Failed(Replay(Journal), 2, "ER9078", Journal, "--capture");
            Expect.Failed(Replay(Journal, "--capture", _folder.File("none.pcap")), 3, "ER2001", "none.pcap");
            Expect.Failed(Replay(Journal, "--policy", "static"), 2, "ER9077", "--policy");
            Expect.Failed(Replay(Journal, "--limits", "x"), 2, "ER9077", "--limits");
            Expect.Failed(Replay(Journal, "--lines", "a"), 2, "ER9077", "--lines");
            Expect.Failed(InProcess.Run("replay"), 2, "ER9076", "--capture");
        }
    }

    private static CommandResult Replay(string journal, params string[] options) => InProcess.Run(["replay", "--journal", journal, .. options]);

    private static CommandResult RouteOf(string capture, string store, string run, params string[] options) =>
        InProcess.Run(["replay", "--capture", capture, "--policy", "dark-explore", "--store", store, "--run", run, "--no-warm-up", .. options]);

    private static void Route(string capture, string store, string run, params string[] options) => Expect.Done(RouteOf(capture, store, run, options));

    private sealed class ChildRewriter(Func<ChildOrder, ChildOrder> change) : ProtocolVisitor
    {
        private readonly byte[] _buffer = new byte[1024];
        private int _length;

        public static byte[] With(ReadOnlySpan<byte> payload, Func<ChildOrder, ChildOrder> change)
        {
            var rewriter = new ChildRewriter(change);
            ProtocolReader.Dispatch(payload, ref rewriter);
            return rewriter._buffer[..rewriter._length];
        }

        public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order) => _length = ProtocolWriter.Write(_buffer, envelope, change(order));
    }
}
