using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.TestHost;
using EdgeRouter.Aeron.Tests.Driver.Support;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Interop;

/// <summary>What clients are told of commands that make no sense: by our driver the same as by another, code by code.</summary>
[TestFixture]
public sealed class RefusalTests
{
    private const int Nothing = -1;
    private const int Fine = 0;
    private readonly TestDirectory _ours = new(isMade: false);
    private readonly TestDirectory _theirs = new(isMade: false);
    private PeerProcess _theirDriver = null!;
    private MediaDriver _ourDriver = null!;
    private static int _stream = 5_000;

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("two fit", static (c, s) => c.AddPublication("aeron:ipc?term-length=64k", s), static (c, s) => c.AddPublication("aeron:ipc", s));
        foreach (string parameter in (string[])["term-length=128k", "mtu=2048", "session-id=9", "init-term-id=5|term-id=5|term-offset=64"])
        {
            yield return Case(
                $"shared differs {parameter}",
                static (c, s) => c.AddPublication("aeron:ipc?term-length=64k|session-id=8", s),
                (c, s) => c.AddPublication($"aeron:ipc?{parameter}", s));
            yield return Case(
                $"shared udp differs {parameter}",
                static (c, s) => c.AddPublication("aeron:udp?endpoint=127.0.0.1:24400|term-length=64k|session-id=8", s),
                (c, s) => c.AddPublication($"aeron:udp?endpoint=127.0.0.1:24400|{parameter}", s));
        }

        yield return Case(
            "session clash",
            static (c, s) => c.AddPublication("aeron:ipc?session-id=77", s),
            static (c, s) => c.AddPublication("aeron:ipc?session-id=77", s, true));
        yield return Case(
            "session clash excl",
            static (c, s) => c.AddPublication("aeron:ipc?session-id=77", s, true),
            static (c, s) => c.AddPublication("aeron:ipc?session-id=77", s));
        yield return Case(
            "session clash udp",
            static (c, s) => c.AddPublication("aeron:udp?endpoint=127.0.0.1:24401|session-id=77", s),
            static (c, s) => c.AddPublication("aeron:udp?endpoint=127.0.0.1:24401|session-id=77", s, true));
        foreach (string channel in (string[])
            [
                "", "nonsense", "aeron:", "aeron:tcp?endpoint=a:1", "aeron:udp", "aeron:udp?endpoint=127.0.0.1", "aeron:udp?endpoint=127.0.0.1:99999", "aeron:udp?endpoint=no.such.host.invalid:1",
                "aeron:udp?endpoint=127.0.0.1:x", "aeron:udp?endpoint=224.10.9.8:24402", "aeron:udp?endpoint=127.0.0.1:24403|interface=1.2.3.4", "aeron:udp?endpoint=127.0.0.1:24403|mtu=9",
                "aeron:udp?endpoint=127.0.0.1:24403|term-length=12345", "aeron:udp?endpoint=127.0.0.1:24403|fc=nonsense", "aeron:udp?endpoint=127.0.0.1:24403|ttl=abc",
                "aeron:udp?endpoint=127.0.0.1:24403|so-sndbuf=abc", "aeron:udp?endpoint=127.0.0.1:24403|cc=nonsense", "aeron:udp?endpoint=127.0.0.1:24403|session-id=abc", "aeron:udp?control=127.0.0.1:24404",
                "aeron:udp?control-mode=dynamic", "aeron:udp?control-mode=nonsense|endpoint=127.0.0.1:24404", "aeron:udp?endpoint=127.0.0.1:24403|tags=a", "aeron:udp?tags=4711", "aeron:udp?endpoint=127.0.0.1:0", "aeron:udp?endpoint=[::1:24403",
                "aeron:ipcx", "aeron:ipc?", "aeron:ipc?x", "aeron:ipc?=1", "aeron:ipc?term-length", "aeron:ipc?term-length=", "aeron:ipc?term-length=63k", "aeron:ipc?term-length=4k", "aeron:ipc?term-length=2g",
                "aeron:ipc?term-length=-1", "aeron:ipc?term-length=abc", "aeron:ipc?mtu=0", "aeron:ipc?mtu=33", "aeron:ipc?mtu=32", "aeron:ipc?mtu=65536", "aeron:ipc?mtu=-32", "aeron:ipc?mtu=abc", "aeron:ipc?mtu=1m",
                "aeron:ipc?mtu=60k|term-length=64k", "aeron:ipc?session-id=abc", "aeron:ipc?session-id=99999999999", "aeron:ipc?session-id=tag:99", "aeron:ipc?session-id=tag:x", "aeron:ipc?init-term-id=1", "aeron:ipc?term-id=1|term-offset=0",
                "aeron:ipc?init-term-id=5|term-id=4|term-offset=0", "aeron:ipc?init-term-id=5|term-id=5|term-offset=33", "aeron:ipc?init-term-id=5|term-id=5|term-offset=-32", "aeron:ipc?init-term-id=5|term-id=5|term-offset=128k|term-length=64k",
                "aeron:ipc?init-term-id=5|term-id=5|term-offset=64k|term-length=64k", "aeron:ipc?init-term-id=5|term-id=5|term-offset=65536|term-length=64k", "aeron:ipc?init-term-id=-2147483648|term-id=2147483647|term-offset=0|term-length=64k", "aeron:ipc?init-term-id=x|term-id=5|term-offset=0",
                "aeron:ipc?sparse=maybe", "aeron:ipc?eos=maybe", "aeron:ipc?linger=x", "aeron:ipc?linger=-1", "aeron:ipc?pub-wnd=1", "aeron:ipc?pub-wnd=2m|term-length=1m", "aeron:ipc?pub-wnd=abc", "aeron:ipc?tags=abc", "aeron:ipc?tags=1,2,3", "aeron:ipc?tags=1,2",
                "aeron:ipc?untethered-resting-timeout=x", "aeron:ipc?untethered-window-limit-timeout=0", "aeron:ipc?max-resend=0", "aeron:ipc?max-resend=1000", "aeron:ipc?max-resend=x", "aeron:ipc?alias=a|unknown=1", "aeron:ipc?endpoint=127.0.0.1:1",
                "aeron:ipc?control-mode=response|response-correlation-id=4711", "aeron:ipc?control-mode=nonsense", "aeron-spy:aeron:ipc", "aeron:ipc?alias=" + new string('x', 4000), "aeron:ipc?alias=" + new string('x', 5000), "AERON:IPC", "aeron:ipc|term-length=64k",
            ])
        {
            string name = channel.Length > 100 ? $"{channel[..40]}… {channel.Length}" : channel;
            yield return Case($"pub '{name}'", (c, s) => c.AddPublication(channel, s));
            yield return Case($"excl '{name}'", (c, s) => c.AddPublication(channel, s, true));
            yield return Case($"sub '{name}'", (c, s) => c.AddSubscription(channel, s));
        }

        foreach (string channel in (string[])["aeron:ipc?session-id=abc", "aeron:ipc?tether=maybe", "aeron:ipc?rejoin=x", "aeron:ipc?reliable=x", "aeron:ipc?group=x", "aeron:udp?endpoint=127.0.0.1:24405|reliable=x", "aeron:udp?endpoint=127.0.0.1:24405|rcv-wnd=1", "aeron:udp?endpoint=127.0.0.1:24405|tether=x", "aeron-spy:aeron:udp", "aeron-spy:aeron:udp?endpoint=127.0.0.1:24405", "aeron-spy:x", "aeron:udp?control-mode=manual"])
        {
            yield return Case($"sub '{channel}'", (c, s) => c.AddSubscription(channel, s));
        }

        yield return Case("unknown publication", static (c, _) => c.RemovePublication(424242));
        yield return Case("unknown publication revoke", static (c, _) => c.RemovePublication(424242, true));
        yield return Case("unknown subscription", static (c, _) => c.RemoveSubscription(424242));
        yield return Case("unknown counter", static (c, _) => c.RemoveCounter(424242));
        yield return Case("publication as subscription", static (c, s) => c.AddPublication("aeron:ipc", s), static (c, _) => c.RemoveSubscription(c.Last));
        yield return Case("subscription as publication", static (c, s) => c.AddSubscription("aeron:ipc", s), static (c, _) => c.RemovePublication(c.Last));
        foreach (int kind in (int[])[0x07, 0x08, 0x0C, 0x0D])
        {
            yield return Case($"destination {kind:X2} of nothing", (c, _) => Destination(c, kind, 424242, "aeron:udp?endpoint=127.0.0.1:24406"));
            foreach (string first in (string[])["aeron:ipc", "aeron:udp?endpoint=127.0.0.1:24407", "aeron:udp?control-mode=manual", "aeron:udp?control-mode=dynamic|control=127.0.0.1:24409"])
            {
                foreach (string channel in (string[])["aeron:udp?endpoint=127.0.0.1:24408", "nonsense", "aeron:udp", "aeron:ipc", "aeron:udp?endpoint=no.such.host.invalid:1", "aeron:udp?endpoint=127.0.0.1:x", "aeron-spy:aeron:udp?endpoint=127.0.0.1:24408"])
                {
                    yield return Case($"destination {kind:X2} '{channel}' of '{first}'", (c, s) => kind < 0x0C ? c.AddPublication(first, s) : c.AddSubscription(first, s), (c, _) => Destination(c, kind, c.Last, channel));
                }
            }
        }

        yield return Case("destination by id of nothing", static (c, _) => c.SendNew(0x11, id => new Payload().Int64(c.Id).Int64(id).Int64(424242).Int64(1)));
        yield return Case("destination by id of ipc", static (c, s) => c.AddPublication("aeron:ipc", s), static (c, _) => c.SendNew(0x11, id => new Payload().Int64(c.Id).Int64(id).Int64(c.Last).Int64(1)));
        yield return Case("destination by id unknown", static (c, s) => c.AddPublication("aeron:udp?control-mode=manual", s), static (c, _) => c.SendNew(0x11, id => new Payload().Int64(c.Id).Int64(id).Int64(c.Last).Int64(1)));
        yield return Case("counter", static (c, _) => c.AddCounter(1001, [1], "label"));
        yield return Case("counter long key", static (c, _) => c.AddCounter(1001, new byte[113], "label"));
        yield return Case("counter long label", static (c, _) => c.AddCounter(1001, [1], new string('x', 381)));
        yield return Case("counter negative type", static (c, _) => c.AddCounter(-5, [1], "label"));
        yield return Case("counter empty", static (c, _) => c.AddCounter(1001, [], ""));
        yield return Case("counter negative key", static (c, _) => c.SendNew(0x09, id => new Payload().Int64(c.Id).Int64(id).Int32(1001).Int32(-1).Int32(0)));
        yield return Case("static counter twice", static (c, s) => c.AddStaticCounter(s, 1001, [1], "label"), static (c, s) => c.AddStaticCounter(s, 1001, [1], "label"));
        yield return Case("remove static counter", static (c, s) => c.AddStaticCounter(s, 1001, [1], "label"), static (c, s) => c.RemoveCounter(s));
        yield return Case("reject nothing", static (c, _) => Reject(c, 424242, "no"));
        yield return Case("reject long", static (c, _) => Reject(c, 424242, new string('x', 1024)));
        yield return Case("reject ipc", static (c, s) => c.AddPublication("aeron:ipc", s), static (c, _) => Reject(c, c.Last, "no"));
        yield return Case("terminate", static (c, _) => c.SendNew(0x0E, id => new Payload().Int64(c.Id).Int64(id).Text("nonsense")));
        yield return Case("session", static (c, s) => c.SendNew(0x12, id => new Payload().Int64(c.Id).Int64(id).Int32(s)));
        yield return Case("unknown type", static (c, _) => c.SendNew(0x13, id => new Payload().Int64(c.Id).Int64(id)));
        foreach (int kind in Enumerable.Range(1, 0x12).Where(k => k is not (0x06 or 0x0B)))
        {
            yield return Case($"short {kind:X2}", (c, _) => c.SendNew(kind, id => new Payload().Int64(c.Id).Int64(id).Raw(1)));
            if (kind is 0x01 or 0x03)
            {
                yield return Case($"cut {kind:X2}", (c, s) => c.SendNew(kind, id => new Payload().Int64(c.Id).Int64(id).Int32(s).Int32(20).Raw(1, 2, 3)));
            }
        }
    }

    [OneTimeSetUp]
    public void Start()
    {
        _theirDriver = PeerTools.StartDriver(_theirs.Path);
        HostTime time = new();
        _ourDriver = MediaDriver.Launch(new MediaDriverOptions { Clock = time, Ticks = time, Directory = _ours.Path, DeletesDirectoryOnClose = true });
    }

    [OneTimeTearDown]
    public void End()
    {
        _ourDriver?.Dispose();
        _theirDriver?.Dispose();
        _ours.Dispose();
        _theirs.Dispose();
    }

    [TestCaseSource(nameof(Cases))]
    public void ShouldAnswerAsTheOtherDoes(object all)
    {
        Func<FakeClient, int, long>[] steps = (Func<FakeClient, int, long>[])all;
        int stream = Interlocked.Increment(ref _stream);
        (int Code, string Text) ours = Answer(_ours.Path, steps, stream);
        (int Code, string Text) theirs = Answer(_theirs.Path, steps, stream);
        TestContext.Out.WriteLine($"{TestContext.CurrentContext.Test.Name}\n   ours {ours}\n theirs {theirs}");
        Assert.That(ours.Code, Is.EqualTo(theirs.Code));
    }

    private static TestCaseData Case(string name, params Func<FakeClient, int, long>[] steps) => new TestCaseData([steps]).SetName(name);

    private static long Destination(FakeClient client, int kind, long registrationId, string channel) =>
        client.SendNew(kind, id => new Payload().Int64(client.Id).Int64(id).Int64(registrationId).Text(channel));

    private static long Reject(FakeClient client, long imageId, string reason) =>
        client.SendNew(0x10, id => new Payload().Int64(client.Id).Int64(id).Int64(imageId).Int64(0).Text(reason));

    private static (int Code, string Text) Answer(string directory, Func<FakeClient, int, long>[] steps, int stream)
    {
        FakeClient client = new(directory);
        (int Code, string Text) answer = (Nothing, "");
        foreach (Func<FakeClient, int, long> step in steps)
        {
            long id = step(client, stream);
            client.Last = id;
            long marker = client.SendNew(0x05, m => new Payload().Int64(client.Id).Int64(m).Int64(-7));
            answer = (Nothing, "");
            using CancellationTokenSource over = new(TimeSpan.FromSeconds(20));
            for (bool isOver = false; !isOver;)
            {
                foreach (ReceivedEvent e in client.Take())
                {
                    isOver |= e.Type == ReceivedEvent.Error && e.Int64(0) == marker;
                    answer = e.Int64(0) != id || isOver ? answer : e.Type == ReceivedEvent.Error ? (e.Int32(8), e.Text(12)) : (Fine, $"{e.Type:X4}");
                }

                Assert.That(over.IsCancellationRequested, Is.False);
                _ = Thread.Yield();
            }
        }

        client.Send(0x0B, new Payload().Int64(client.Id).Int64(-1));
        client.Close();
        return answer;
    }
}
