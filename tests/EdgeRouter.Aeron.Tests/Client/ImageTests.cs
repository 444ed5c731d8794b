using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.TestHost.Scripted;
using EdgeRouter.Aeron.Tests.Client.Support;

namespace EdgeRouter.Aeron.Tests.Client;

/// <summary>Reading, AERON.md §8.5: a message of 1 to 32 bytes takes 64.</summary>
public sealed unsafe class ImageTests
{
    private const int TermBytes = 65_536;
    private readonly List<Taken> _taken = [];
    private ScriptedBed _bed = null!;
    private ExclusivePublication _publication = null!;
    private Subscription _subscription = null!;
    private Image _image = null!;

    [SetUp]
    public void Begin()
    {
        _taken.Clear();
        _bed = new ScriptedBed();
        _publication = _bed.AddExclusive();
        _subscription = _bed.Subscribe();
        _image = _subscription.Images[0];
    }

    [TearDown]
    public void End()
    {
        _subscription.Dispose();
        _publication.Dispose();
        _bed.Dispose();
    }

    private long SubscriberCounter => _bed.StreamOf(_publication).Listeners[0].Position.Value;

    private void Send(params byte[] values)
    {
        foreach (byte value in values)
        {
            Assert.That(_publication.Offer([value]), Is.Positive);
        }
    }

    private int Poll(int limit = 10)
    {
        Collector collector = new(_taken);
        return _image.Poll(ref collector, limit);
    }

    private int Controlled(PollAction[] actions, int limit = 10, Action? onEach = null)
    {
        ScriptedActions handler = new(new Queue<PollAction>(actions), _taken, onEach);
        return _image.ControlledPoll(ref handler, limit);
    }

    private byte[] Values => [.. _taken.Select(fragment => fragment.Bytes[0])];

    [Test]
    public void ShouldReadUpToTheLimitAndTellHowFar()
    {
        Send(1, 2, 3);

        Assert.That(Poll(2), Is.EqualTo(2));
        Assert.That(_image.Position, Is.EqualTo(128));
        Assert.That(SubscriberCounter, Is.EqualTo(128));
        Assert.That(Poll(), Is.EqualTo(1));
        Assert.That(Poll(), Is.Zero);
        Assert.That(Values, Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(_taken[2].Position, Is.EqualTo(192));
        Assert.That((_taken[2].TermOffset, _taken[2].TermId, _taken[2].FrameBytes), Is.EqualTo((128, 7, 33)));
        Assert.That(_taken[2].SessionId, Is.EqualTo(_publication.SessionId));
        Assert.That(_image.SourceIdentity, Is.EqualTo("aeron:ipc"));
    }

    [Test]
    public void ShouldReadThroughAReference()
    {
        Send(1, 2);
        IFragmentHandler handler = new Collector(_taken);

        Assert.That(_image.Poll(handler, 1), Is.EqualTo(1));
        Assert.That(_subscription.Poll(handler, 1), Is.EqualTo(1));
        Assert.That(Values, Is.EqualTo(new byte[] { 1, 2 }));
    }

    [Test]
    public void ShouldReadThroughManyTerms()
    {
        int sent = 0;
        int received = 0;
        while (received < 1000)
        {
            while (sent < 1000 && _publication.Offer(Payloads.Make(1 + (sent % 1300), sent)) is var result && (result > 0 || result == OfferResult.AdminAction))
            {
                sent += result > 0 ? 1 : 0;
            }

            _ = Poll(7);
            foreach (Taken fragment in _taken)
            {
                Assert.That(fragment.Bytes, Is.EqualTo(Payloads.Make(1 + (received % 1300), received)));
                received++;
            }

            _taken.Clear();
            _ = _bed.Driver.Step();
        }

        Assert.That(_image.Position, Is.GreaterThan(7L * TermBytes));
        Assert.That(_image.Position, Is.EqualTo(_publication.Position));
    }

    [Test]
    public void ShouldCountWhatAThrowingHandlerWasHanded()
    {
        Send(1, 2, 3);
        Thrower thrower = new(_taken);

        Assert.That(() => _image.Poll(ref thrower, 10), Throws.InvalidOperationException);
        Assert.That(_image.Position, Is.EqualTo(64));
        Assert.That(Poll(), Is.EqualTo(2));
        Assert.That(Values, Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void ShouldStopBeforeABound()
    {
        Send(1, 2, 3);
        Collector collector = new(_taken);

        Assert.That(_image.BoundedPoll(ref collector, 0, 10), Is.Zero);
        Assert.That(_image.BoundedPoll(ref collector, 65, 10), Is.EqualTo(2), "what begins before the bound");
        Assert.That(_image.Position, Is.EqualTo(128));
        Assert.That(_image.BoundedPoll(ref collector, 64, 10), Is.Zero, "a bound that lies behind");
    }

    [Test]
    public void ShouldBringAnAbortedFragmentAgain()
    {
        Send(1, 2, 3);

        Assert.That(Controlled([PollAction.Continue, PollAction.Abort]), Is.EqualTo(1));
        Assert.That(_image.Position, Is.EqualTo(64));
        Assert.That(Controlled([PollAction.Break]), Is.EqualTo(1));
        Assert.That(_image.Position, Is.EqualTo(128));
        Assert.That(Values, Is.EqualTo(new byte[] { 1, 2, 2 }));
    }

    [Test]
    public void ShouldTellAtOnceWhatWasCommitted()
    {
        Send(1, 2, 3);
        List<long> seen = [];

        Assert.That(Controlled([PollAction.Continue, PollAction.Commit, PollAction.Abort], 10, () => seen.Add(SubscriberCounter)), Is.EqualTo(2));
        Assert.That(seen, Is.EqualTo(new long[] { 0, 0, 128 }));
        Assert.That(SubscriberCounter, Is.EqualTo(128));
    }

    [Test]
    public void ShouldBringTheFragmentOfAThrowingControlledHandlerAgain()
    {
        Send(1, 2);

        Assert.That(() => Controlled([], 10, () => throw new InvalidOperationException()), Throws.InvalidOperationException);
        Assert.That(_image.Position, Is.Zero);
        Assert.That(Controlled([], 1), Is.EqualTo(1));
    }

    [Test]
    public void ShouldPeekWithoutTaking()
    {
        Send(1, 2, 3);
        ScriptedActions all = new(new Queue<PollAction>(), _taken);

        Assert.That(_image.ControlledPeek(0, ref all, 128), Is.EqualTo(128));
        Assert.That(_image.ControlledPeek(128, ref all, long.MaxValue), Is.EqualTo(192));
        Assert.That(Values, Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(_image.Position, Is.Zero);
        ScriptedActions aborting = new(new Queue<PollAction>([PollAction.Continue, PollAction.Abort]), _taken);
        Assert.That(_image.ControlledPeek(0, ref aborting, long.MaxValue), Is.EqualTo(64));
        Assert.That(_image.ControlledPeek(33, ref all, long.MaxValue), Is.EqualTo(33), "no position of a frame");
        Assert.That(_image.ControlledPeek(-64, ref all, long.MaxValue), Is.EqualTo(-64));
    }

    [Test]
    public void ShouldPeekUpToTheLastWholeMessage()
    {
        Send(1);
        Assert.That(_publication.Offer(new byte[2000]), Is.Positive);
        ScriptedActions handler = new(new Queue<PollAction>([PollAction.Continue, PollAction.Break]), _taken);

        Assert.That(_image.ControlledPeek(0, ref handler, long.MaxValue), Is.EqualTo(64));
    }

    [Test]
    public void ShouldHandOnBlocksAndPaddingAlone()
    {
        _bed.StreamOf(_publication).IsHeld = true;
        _bed.StreamOf(_publication).Limit.Set(long.MaxValue);
        for (int i = 0; i < 46; i++)
        {
            _ = _publication.Offer(new byte[1376]);
        }

        Assert.That(_publication.Offer(new byte[1000]), Is.EqualTo(OfferResult.AdminAction));
        Blocks blocks = new([]);
        Assert.That(_image.BlockPoll(ref blocks, 3000), Is.EqualTo(2816), "whole frames");
        Assert.That(_image.BlockPoll(ref blocks, 1_000_000), Is.EqualTo(64_768 - 2816));
        Assert.That(_image.BlockPoll(ref blocks, 1_000_000), Is.EqualTo(768));
        Assert.That(_image.BlockPoll(ref blocks, 1_000_000), Is.Zero);
        Assert.That(blocks.Seen, Is.EqualTo(new[] { (2816, 7, 1), (64_768 - 2816, 7, 1), (768, 7, 0) }));
        Assert.That(_image.Position, Is.EqualTo(TermBytes));
        Assert.That(_publication.Offer([1]), Is.EqualTo(TermBytes + 64));
        Assert.That(_image.BlockPoll(ref blocks, 10), Is.Zero, "no room for a frame");
        Assert.That(_image.BlockPoll(ref blocks, 64), Is.EqualTo(64));
    }

    [TestCase(1)]
    [TestCase(31)]
    [TestCase(TermBytes)]
    [TestCase(int.MaxValue)]
    public void ShouldEndAnImageWithAnImpossibleLength(int lengthBytes)
    {
        Send(1);
        ScriptedStream stream = _bed.StreamOf(_publication);
        *(int*)(stream.Log.Term(0) + 64) = lengthBytes;

        Assert.That(Poll(), Is.EqualTo(1), "what stands before it is good");
        Assert.That(Poll(), Is.Zero);
        Assert.That(_image.IsDamaged, Is.True);
        _bed.Pump();
        Assert.That(_image.IsClosed, Is.True);
        Assert.That(_subscription.Images, Is.Empty);
        Assert.That(_bed.Errors.Single().Id, Is.EqualTo("ER2220"));
        Assert.That(_bed.Errors.Single().Message, Does.Contain("stream 10").And.Contain("aeron:ipc").And.Contain($"{lengthBytes}"));
    }

    [Test]
    public void ShouldEndAnImageThatWasWrittenOver()
    {
        Send(1, 2, 3);
        *(int*)(_bed.StreamOf(_publication).Log.Term(0) + 64 + 20) += 3; // A later turn of the same term's place.

        Assert.That(Poll(), Is.EqualTo(1), "what stands before it is good");
        Assert.That(Poll(), Is.Zero);
        Assert.That(Controlled([]), Is.Zero);
        Assert.That(_image.IsDamaged, Is.True);
        _bed.Pump();
        Assert.That(_image.IsClosed, Is.True);
        Assert.That(_bed.Errors.Single().Id, Is.EqualTo("ER2220"));
    }

    [TestCase(0, 0, false)]
    [TestCase(20, 3, false)]
    [TestCase(40, 9, true)]
    public void ShouldTellWhetherAFragmentWasWrittenOverWhileItWasRead(int offset, int value, bool isIntact)
    {
        Send(1, 2);
        List<bool> intact = [];
        int* place = (int*)(_bed.StreamOf(_publication).Log.Term(0) + offset);
        WhileRead handler = new(() => *place = value, intact);

        Assert.That(_subscription.Poll(ref handler, 1), Is.EqualTo(1));
        Assert.That(intact, Is.EqualTo(new[] { true, isIntact }), "cleaned, or of a later term; payload alone says nothing");
    }

    [TestCase(-1)]
    [TestCase(int.MinValue)]
    [TestCase(0)]
    public void ShouldWaitAtAFrameThatIsNotDone(int lengthBytes)
    {
        ScriptedStream stream = _bed.StreamOf(_publication);
        *(int*)stream.Log.Term(0) = lengthBytes;

        Assert.That(Poll(), Is.Zero);
        Assert.That(Controlled([]), Is.Zero);
        Blocks blocks = new([]);
        Assert.That(_image.BlockPoll(ref blocks, 10_000), Is.Zero);
        Assert.That(_image.IsDamaged, Is.False);
    }

    [Test]
    public void ShouldBeginWhereItsPositionIs()
    {
        Send(1, 2, 3);
        _ = Poll(2);
        _ = _bed.Driver.Step();
        Subscription late = _bed.Subscribe();
        Collector collector = new(_taken);
        _taken.Clear();

        Assert.That(late.Images.Single().JoinPosition, Is.EqualTo(128));
        Assert.That(late.Poll(ref collector, 10), Is.EqualTo(1));
        Assert.That(Values, Is.EqualTo(new byte[] { 3 }));
    }

    [Test]
    public void ShouldKnowTheEndOfTheStream()
    {
        Send(1, 2);
        Assert.That(_image.EndOfStreamPosition, Is.EqualTo(long.MaxValue));
        Assert.That(_image.IsEndOfStream, Is.False);
        _bed.StreamOf(_publication).Log.EndOfStreamPosition = 128;
        _ = Poll(1);
        Assert.That(_image.IsEndOfStream, Is.False);
        _ = Poll(1);
        Assert.That(_image.IsEndOfStream, Is.True);

        _publication.Dispose();
        _bed.Pump();

        Assert.That(_image.IsClosed, Is.True);
        Assert.That(_image.IsEndOfStream, Is.True, "also when the log is gone");
        Assert.That(_image.EndOfStreamPosition, Is.EqualTo(128));
        Assert.That(_image.Position, Is.EqualTo(128));
        Assert.That(Poll(), Is.Zero);
    }

    [Test]
    public void ShouldAskForItsRejection()
    {
        Send(1);
        _ = Poll();
        _image.Reject("too much");
        _bed.Pump();

        var rejection = _bed.Driver.Commands[^1];
        Assert.That(
            (rejection.Kind, rejection.RegistrationId, rejection.Position, rejection.Text),
            Is.EqualTo((CommandKind.RejectImage, _image.CorrelationId, 64L, "too much")));
    }

    private readonly struct WhileRead(Action act, List<bool> intact) : IFragmentHandler
    {
        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            intact.Add(header.IsIntact);
            act();
            intact.Add(header.IsIntact);
        }
    }

    private struct Thrower(List<Taken> taken) : IFragmentHandler
    {
        public readonly void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            taken.Add(Taken.Of(payload, in header));
            throw new InvalidOperationException("no");
        }
    }

    private readonly struct Blocks(List<(int Bytes, int TermId, int FirstType)> seen) : IBlockHandler
    {
        public List<(int Bytes, int TermId, int FirstType)> Seen => seen;

        public void OnBlock(scoped ReadOnlySpan<byte> block, int sessionId, int termId) => seen.Add((block.Length, termId, block[6]));
    }
}
