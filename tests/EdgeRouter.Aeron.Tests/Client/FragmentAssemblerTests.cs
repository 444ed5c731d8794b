using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Tests.Client.Support;

namespace EdgeRouter.Aeron.Tests.Client;

public sealed unsafe class FragmentAssemblerTests
{
    private readonly List<Taken> _taken = [];
    private ScriptedBed _bed = null!;

    [SetUp]
    public void Begin()
    {
        _taken.Clear();
        _bed = new ScriptedBed(1024 * 1024);
    }

    [TearDown]
    public void End() => _bed.Dispose();

    [Test]
    public void ShouldPutMessagesOfManySessionsTogether()
    {
        ExclusivePublication[] publications = [_bed.AddExclusive(), _bed.AddExclusive()];
        Subscription subscription = _bed.Subscribe();
        int[] sizes = [0, 1, 1376, 1377, 5000, 100_000, 131_072, 12];
        foreach (int size in sizes)
        {
            Assert.That(publications[0].Offer(Payloads.Make(size, size)), Is.Positive);
            Assert.That(publications[1].Offer(Payloads.Make(size, size + 1)), Is.Positive);
        }

        FragmentAssembler<Collector> assembler = new(new Collector(_taken), 64);
        while (subscription.Poll(ref assembler, 1) > 0)
        {
            // One fragment of one session, then one of the other.
        }

        foreach (int which in new[] { 0, 1 })
        {
            Taken[] mine = [.. _taken.Where(message => message.SessionId == publications[which].SessionId)];
            Assert.That(mine.Select(message => message.Bytes.Length), Is.EqualTo(sizes));
            Assert.That(mine.Select(message => message.Bytes), Is.EqualTo(sizes.Select(size => Payloads.Make(size, size + which))));
            Assert.That(mine.Select(message => message.Flags & 0xC0), Is.All.EqualTo(0xC0));
        }

        Assert.That(assembler.DropCount, Is.Zero);
    }

    [Test]
    public void ShouldDropAMessageThatLacksAFragment()
    {
        ExclusivePublication publication = _bed.AddExclusive();
        Subscription subscription = _bed.Subscribe();
        byte* term = publication.Log.Term(0);
        _ = publication.Offer(new byte[4000]);
        _ = publication.Offer([1]);
        _ = publication.Offer(new byte[4000]);
        _ = publication.Offer([2]);
        long third = 1408 + 1408 + 1280 + 64;
        long lastOfThird = third + 1408 + 1408;

        // What a receiver that does not ask again puts in place of a lost frame: here the first message's middle and the second's beginning.
        *(ushort*)(term + 1408 + FrameLayout.TypeOffset) = FrameType.Padding;
        *(ushort*)(term + third + FrameLayout.TypeOffset) = FrameType.Padding;
        FragmentAssembler<Collector> assembler = new(new Collector(_taken));
        while (subscription.Poll(ref assembler, 10) > 0)
        {
            // All of it.
        }

        Assert.That(lastOfThird, Is.LessThan(publication.Position));
        Assert.That(_taken.Select(message => message.Bytes), Is.EqualTo(new[] { new byte[] { 1 }, new byte[] { 2 } }));
        Assert.That(assembler.DropCount, Is.EqualTo(3), "the first message's end, and two fragments of the second");
    }

    [Test]
    public void ShouldDropAMessageThatAnotherBeginsIn()
    {
        ExclusivePublication publication = _bed.AddExclusive();
        Subscription subscription = _bed.Subscribe();
        byte* term = publication.Log.Term(0);
        byte[] second = Payloads.Make(2000, 3);
        _ = publication.Offer(new byte[2000]);
        _ = publication.Offer(second);
        *(ushort*)(term + 1408 + FrameLayout.TypeOffset) = FrameType.Padding;
        FragmentAssembler<Collector> assembler = new(new Collector(_taken));

        Assert.That(subscription.Poll(ref assembler, 10), Is.EqualTo(3));
        Assert.That(_taken.Single().Bytes, Is.EqualTo(second));
        Assert.That(assembler.DropCount, Is.EqualTo(1));
    }

    [Test]
    public void ShouldDropWhatIsTooLong()
    {
        ExclusivePublication publication = _bed.AddExclusive();
        Subscription subscription = _bed.Subscribe();
        _ = publication.Offer(new byte[5001]);
        _ = publication.Offer(new byte[5000]);
        FragmentAssembler<Collector> assembler = new(new Collector(_taken), 100, 5000);
        while (subscription.Poll(ref assembler, 10) > 0)
        {
            // All of it.
        }

        Assert.That(_taken.Single().Bytes, Has.Length.EqualTo(5000));
        Assert.That(assembler.DropCount, Is.EqualTo(1));
    }

    [Test]
    public void ShouldBringAnAbortedMessageAgainWhole()
    {
        ExclusivePublication publication = _bed.AddExclusive();
        Subscription subscription = _bed.Subscribe();
        byte[] message = Payloads.Make(4000, 1);
        _ = publication.Offer(message);
        _ = publication.Offer([7]);
        Queue<PollAction> actions = new([PollAction.Abort, PollAction.Abort, PollAction.Break]);
        ControlledFragmentAssembler<ScriptedActions> assembler = new(new ScriptedActions(actions, _taken));

        Assert.That(subscription.ControlledPoll(ref assembler, 10), Is.EqualTo(2), "fragments before the aborted one stay read");
        Assert.That(subscription.ControlledPoll(ref assembler, 10), Is.Zero);
        Assert.That(subscription.ControlledPoll(ref assembler, 10), Is.EqualTo(1));
        Assert.That(subscription.ControlledPoll(ref assembler, 10), Is.EqualTo(1));
        Assert.That(_taken.Select(taken => taken.Bytes), Is.EqualTo(new[] { message, message, message, [7] }));
        Assert.That(assembler.DropCount, Is.Zero);
    }

    [Test]
    public void ShouldBringAMessageAgainThatItsHandlerThrewAt()
    {
        ExclusivePublication publication = _bed.AddExclusive();
        Subscription subscription = _bed.Subscribe();
        byte[] message = Payloads.Make(4000, 1);
        _ = publication.Offer(message);
        int calls = 0;
        ControlledFragmentAssembler<ScriptedActions> assembler = new(new ScriptedActions([], _taken, () => ThrowAtFirst(ref calls)));

        Assert.That(() => subscription.ControlledPoll(ref assembler, 10), Throws.InvalidOperationException);
        Assert.That(subscription.ControlledPoll(ref assembler, 10), Is.EqualTo(1));
        Assert.That(_taken.Select(taken => taken.Bytes), Is.EqualTo(new[] { message, message }));
        Assert.That(assembler.DropCount, Is.Zero);
    }

    private static void ThrowAtFirst(ref int calls)
    {
        if (calls++ == 0)
        {
            throw new InvalidOperationException("not now");
        }
    }

    [Test]
    public void ShouldForgetASession()
    {
        ExclusivePublication publication = _bed.AddExclusive();
        Subscription subscription = _bed.Subscribe();
        _ = publication.Offer(new byte[4000]);
        FragmentAssembler<Collector> assembler = new(new Collector(_taken));
        _ = subscription.Poll(ref assembler, 1);
        assembler.Forget(publication.SessionId);
        _ = subscription.Poll(ref assembler, 10);

        Assert.That(_taken, Is.Empty);
        Assert.That(assembler.DropCount, Is.EqualTo(2));
    }
}
