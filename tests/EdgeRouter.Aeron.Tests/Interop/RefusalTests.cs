using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.TestHost;
using EdgeRouter.Aeron.Tests.Driver.Support;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Interop;

/// <summary>What clients are told of commands that make no sense: by our driver and by another the same, code by code. The same bytes go to both.</summary>
[TestFixture]
public sealed class RefusalTests
{
    private const int NoAnswer = -1;
    private const int Fine = 0;
    private const int Unknown = 424_242;
    private const string NoHost = "aeron:udp?endpoint=no.such.host.invalid:1";
    private const string Udp = "aeron:udp?endpoint=127.0.0.1:24403";
    private const string Manual = "aeron:udp?control-mode=manual";
    private static readonly string Long = "aeron:ipc?alias=" + new string('x', 4_500);

    private static readonly string[] Channels =
    [
        "", "nonsense", "aeron:", "aeron:tcp?endpoint=a:1", "AERON:IPC", "aeron:ipcx", "aeron:ipc|term-length=64k", "aeron:ipc?", "aeron:ipc?=1", "aeron:ipc?alias=a|unknown=1", Long,
        "aeron:ipc?session-id=abc", "aeron:ipc?session-id=99999999999", "aeron:ipc?session-id=tag:99", "aeron:ipc?session-id=tag:x", "aeron:ipc?sparse=maybe", "aeron:ipc?untethered-resting-timeout=x",
        "aeron:udp", "aeron:udp?endpoint=127.0.0.1", "aeron:udp?endpoint=127.0.0.1:99999", "aeron:udp?endpoint=127.0.0.1:x", "aeron:udp?endpoint=224.10.9.8:24402", NoHost, "aeron:udp?control-mode=dynamic",
        $"{Udp}|interface=1.2.3.4", $"{Udp}|so-sndbuf=abc", $"{Udp}|session-id=abc", $"{Udp}|tags=a",
    ];

    private static readonly string[] PublicationChannels =
    [
        "aeron-spy:aeron:ipc", "aeron:udp?tags=4711", $"{Udp}|mtu=9", $"{Udp}|term-length=12345",
        .. Ipc("term-length=", "63k", "4k", "2g", "-1", "abc"), .. Ipc("mtu=", "0", "32", "33", "-32", "65536", "1m", "abc"), .. Ipc("pub-wnd=", "1", "abc", "2m|term-length=1m"),
        .. Ipc("init-term-id=", "1", "5|term-id=4|term-offset=0", "5|term-id=5|term-offset=33", "5|term-id=5|term-offset=-32", "x|term-id=5|term-offset=0"), .. Ipc("term-id=", "1|term-offset=0"),
        .. Ipc("init-term-id=", "5|term-id=5|term-offset=65536|term-length=64k", "-2147483648|term-id=2147483647|term-offset=0|term-length=64k", "5|term-id=5|term-offset=131072|term-length=64k"),
        .. Ipc("eos=", "maybe"), .. Ipc("linger=", "x", "-1"), .. Ipc("tags=", "1,2", "1,2,3"), .. Ipc("max-resend=", "0", "1000", "x"), .. Ipc("endpoint=", "127.0.0.1:1"),
    ];

    private static readonly string[] SubscriptionChannels = ["aeron-spy:x", "aeron-spy:aeron:udp", $"aeron-spy:{Udp}", Manual, $"{Udp}|reliable=x", $"{Udp}|tether=x", .. Ipc("tether=", "maybe"), .. Ipc("rejoin=", "x"), .. Ipc("reliable=", "x")];

    private static int _stream = 5_000;
    private readonly TestDirectory _ours = new(isMade: false);
    private readonly TestDirectory _theirs = new(isMade: false);
    private PeerProcess? _theirDriver;
    private MediaDriver? _ourDriver;

    private static IEnumerable<TestCaseData> Cases() => [.. Mismatches(), .. Nonsense(), .. UnknownThings(), .. Destinations(), .. CountersAndImages(), .. Broken()];

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
    public void ShouldAnswerAsTheOtherDoes(object commands)
    {
        int stream = Interlocked.Increment(ref _stream);
        (int Code, string Text) ours = Answer(_ours.Path, (Command[])commands, stream);
        (int Code, string Text) theirs = Answer(_theirs.Path, (Command[])commands, stream);
        TestContext.Out.WriteLine($"ours {ours}\ntheirs {theirs}");
        Assert.That(ours.Code, Is.EqualTo(theirs.Code));
    }

    private static IEnumerable<TestCaseData> Mismatches()
    {
        foreach (string parameter in (string[])["term-length=64k", "term-length=128k", "mtu=2048", "session-id=9", "init-term-id=5|term-id=5|term-offset=64"])
        {
            foreach (string channel in (string[])["aeron:ipc?", "aeron:udp?endpoint=127.0.0.1:24400|"])
            {
                yield return Case($"shared {channel}{parameter}", (c, s) => c.AddPublication($"{channel}term-length=64k|session-id=8", s), (c, s) => c.AddPublication(channel + parameter, s));
            }
        }

        foreach (string channel in (string[])["aeron:ipc?session-id=77", "aeron:udp?endpoint=127.0.0.1:24401|session-id=77"])
        {
            yield return Case($"session clash {channel}", (c, s) => c.AddPublication(channel, s), (c, s) => c.AddPublication(channel, s, true));
            yield return Case($"session clash of exclusive {channel}", (c, s) => c.AddPublication(channel, s, true), (c, s) => c.AddPublication(channel, s));
        }
    }

    private static IEnumerable<TestCaseData> Nonsense()
    {
        foreach (string channel in Channels.Concat(PublicationChannels))
        {
            yield return Case($"publication {Short(channel)}", (c, s) => c.AddPublication(channel, s));
            yield return Case($"exclusive {Short(channel)}", (c, s) => c.AddPublication(channel, s, true));
        }

        foreach (string channel in Channels.Concat(SubscriptionChannels))
        {
            yield return Case($"subscription {Short(channel)}", (c, s) => c.AddSubscription(channel, s));
        }
    }

    private static IEnumerable<TestCaseData> UnknownThings()
    {
        yield return Case("unknown publication", static (c, _) => c.RemovePublication(Unknown));
        yield return Case("unknown publication to revoke", static (c, _) => c.RemovePublication(Unknown, true));
        yield return Case("unknown subscription", static (c, _) => c.RemoveSubscription(Unknown));
        yield return Case("unknown counter", static (c, _) => c.RemoveCounter(Unknown));
        yield return Case("publication as subscription", static (c, s) => c.AddPublication("aeron:ipc", s), static (c, _) => c.RemoveSubscription(c.LastId));
        yield return Case("subscription as publication", static (c, s) => c.AddSubscription("aeron:ipc", s), static (c, _) => c.RemovePublication(c.LastId));
        foreach (int kind in (int[])[0x07, 0x08, 0x0C, 0x0D])
        {
            yield return Case($"destination {kind:X2} of nothing", (c, _) => Destination(c, kind, Unknown, Udp));
        }
    }

    private static IEnumerable<TestCaseData> Destinations()
    {
        foreach (string of in (string[])["aeron:ipc", "aeron:udp?endpoint=127.0.0.1:24407", "aeron:udp?control-mode=dynamic|control=127.0.0.1:24409"])
        {
            foreach (int kind in (int[])[0x07, 0x08])
            {
                foreach (string channel in (string[])["aeron:udp?endpoint=127.0.0.1:24408", "nonsense", "aeron:ipc", NoHost])
                {
                    yield return Case($"destination {kind:X2} {channel} of {of}", (c, s) => c.AddPublication(of, s), (c, _) => Destination(c, kind, c.LastId, channel));
                }
            }

            foreach (int kind in (int[])[0x0C, 0x0D])
            {
                foreach (string channel in (string[])["aeron:udp?endpoint=127.0.0.1:24408", "nonsense"])
                {
                    yield return Case($"destination {kind:X2} {channel} of {of}", (c, s) => c.AddSubscription(of, s), (c, _) => Destination(c, kind, c.LastId, channel));
                }
            }
        }

        foreach (string channel in (string[])["nonsense", "aeron:udp", "aeron:ipc", "aeron:udp?endpoint=127.0.0.1:24410"])
        {
            yield return Case($"destination {channel}", static (c, s) => c.AddPublication(Manual, s), (c, _) => Destination(c, 0x07, c.LastId, channel));
        }

        foreach (string channel in (string[])["nonsense", "aeron:udp", "aeron:ipc", NoHost, "aeron:udp?endpoint=127.0.0.1:x"])
        {
            yield return Case($"receive destination {channel}", static (c, s) => c.AddSubscription(Manual, s), (c, _) => Destination(c, 0x0C, c.LastId, channel));
        }
    }

    private static IEnumerable<TestCaseData> CountersAndImages()
    {
        yield return Case("counter", static (c, _) => c.AddCounter(1_001, [1], "label"));
        yield return Case("counter with a long key", static (c, _) => c.AddCounter(1_001, new byte[113], "label"));
        yield return Case("counter with a long label", static (c, _) => c.AddCounter(1_001, [1], new string('x', 381)));
        yield return Case("counter of a negative type", static (c, _) => c.AddCounter(-5, [1], "label"));
        yield return Case("counter without anything", static (c, _) => c.AddCounter(1_001, [], string.Empty));
        yield return Case("static counter again", static (c, s) => c.AddStaticCounter(s, 1_001, [1], "label"), static (c, s) => c.AddStaticCounter(s, 1_001, [1], "label"));
        yield return Case("static counter removed", static (c, s) => c.AddStaticCounter(s, 1_001, [1], "label"), static (c, s) => c.RemoveCounter(s));
        yield return Case("image rejected that is none", static (c, _) => Reject(c, Unknown, "a reason"));
        yield return Case("image rejected with a long reason", static (c, _) => Reject(c, Unknown, new string('x', 1_024)));
        yield return Case("image rejected", static (c, s) => c.AddPublication("aeron:ipc", s), static (c, _) => Reject(c, c.LastId, "a reason"));
        yield return Case("session id", static (c, s) => c.SendNew(0x12, id => new Payload().Int64(c.Id).Int64(id).Int32(s)));
        yield return Case("termination", static (c, _) => c.SendNew(0x0E, id => new Payload().Int64(c.Id).Int64(id).Text("nonsense")));
    }

    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("unknown command", static (c, _) => c.SendNew(0x13, id => new Payload().Int64(c.Id).Int64(id)));
        foreach (int kind in Enumerable.Range(1, 0x12).Where(kind => kind is not (0x06 or 0x0B)))
        {
            yield return Case($"short {kind:X2}", (c, _) => c.SendNew(kind, id => new Payload().Int64(c.Id).Int64(id).Raw(1)));
        }

        foreach (int kind in (int[])[0x01, 0x03])
        {
            yield return Case($"cut {kind:X2}", (c, s) => c.SendNew(kind, id => new Payload().Int64(c.Id).Int64(id).Int32(s).Int32(20).Raw(1, 2, 3)));
        }
    }

    private static string[] Ipc(string key, params string[] values) => [.. values.Select(value => $"aeron:ipc?{key}{value}")];

    private static string Short(string channel) => channel.Length > 100 ? $"{channel[..30]}…" : $"'{channel}'";

    private static TestCaseData Case(string name, params Command[] commands) => new TestCaseData([commands]).SetName($"ShouldAnswerAsTheOtherDoes: {name}");

    private static long Destination(FakeClient client, int kind, long registrationId, string channel) =>
        client.SendNew(kind, id => new Payload().Int64(client.Id).Int64(id).Int64(registrationId).Text(channel));

    private static long Reject(FakeClient client, long imageId, string reason) =>
        client.SendNew(0x10, id => new Payload().Int64(client.Id).Int64(id).Int64(imageId).Int64(0).Text(reason));

    /// <summary>The answer to the last command. That there is none is known when a later command was answered.</summary>
    private static (int Code, string Text) Answer(string directory, Command[] commands, int stream)
    {
        FakeClient client = new(directory);
        (int Code, string Text) answer = (NoAnswer, string.Empty);
        foreach (Command command in commands)
        {
            client.LastId = command(client, stream);
            long later = client.RemoveSubscription(-7);
            answer = (NoAnswer, string.Empty);
            using CancellationTokenSource over = new(TimeSpan.FromSeconds(30));
            for (bool isOver = false; !isOver; _ = Thread.Yield())
            {
                Assert.That(over.IsCancellationRequested, Is.False, "no answer");
                foreach (ReceivedEvent received in client.Take())
                {
                    isOver |= received.Type == ReceivedEvent.Error && received.Int64(0) == later;
                    answer = isOver || received.Int64(0) != client.LastId ? answer : received.Type == ReceivedEvent.Error ? (received.Int32(8), received.Text(12)) : (Fine, $"{received}");
                }
            }
        }

        client.Send(0x0B, new Payload().Int64(client.Id).Int64(-1));
        client.Close();
        return answer;
    }

    private delegate long Command(FakeClient client, int stream);
}
