using EdgeRouter.Aeron.Driver.Udp.FlowControl;
using EdgeRouter.Aeron.Driver.Udp.Frames;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.FlowControl;

public sealed class FlowControlTests
{
    private const long Second = 1_000_000_000;

    [TestCase("max", FlowControlKind.Max, -1L, 0, 0L)]
    [TestCase("min", FlowControlKind.Min, -1L, 0, 0L)]
    [TestCase("min,g:/3,t:2s", FlowControlKind.Min, -1L, 3, 2 * Second)]
    [TestCase("tagged,g:1001/2,t:500ms", FlowControlKind.Tagged, 1001L, 2, Second / 2)]
    [TestCase("tagged,g:-5", FlowControlKind.Tagged, -5L, 0, 0L)]
    public void ShouldReadWhatAChannelSays(string text, object kind, long tag, int size, long timeoutNs)
    {
        Assert.That(FlowControlSpec.TryParse(text, out FlowControlSpec spec), Is.True);
        Assert.That(spec, Is.EqualTo(new FlowControlSpec((FlowControlKind)kind, tag, size, timeoutNs)));
    }

    [TestCase("")]
    [TestCase("fast")]
    [TestCase("min,g:")]
    [TestCase("min,g:/x")]
    [TestCase("min,g:/-1")]
    [TestCase("min,t:soon")]
    [TestCase("min,z:1")]
    [TestCase("min,")]
    [TestCase("tagged,g:one")]
    public void ShouldRefuseNonsense(string text) => Assert.That(FlowControlSpec.TryParse(text, out _), Is.False);

    [Test]
    public void ShouldFollowTheLeader()
    {
        LeaderFlowControl control = new(131_072, RetransmitWindow.UnicastMultiple);
        Assert.That(control.OnStatus(Status(1, 1000), 5_000, 0, 0), Is.EqualTo(6_000));
        Assert.That(control.OnStatus(Status(2, 1000), 3_000, 6_000, 0), Is.EqualTo(6_000), "never back");
        Assert.That(control.OnIdle(6_000, Second), Is.EqualTo(6_000));
        Assert.That(control.HasRequiredReceivers, Is.True);
    }

    [Test]
    public void ShouldWaitForTheSlowest()
    {
        SlowestFlowControl control = new(Spec("min"), 131_072);
        Assert.That(control.OnStatus(Status(1, 1000), 0, 0, 0), Is.EqualTo(1_000));
        Assert.That(control.OnStatus(Status(2, 1000), 0, 1_000, 0), Is.EqualTo(1_000));
        Assert.That(control.OnStatus(Status(1, 1000), 800, 1_000, 0), Is.EqualTo(1_000), "2 is still at 0");
        Assert.That(control.OnStatus(Status(2, 1000), 500, 1_000, 0), Is.EqualTo(1_500));
        Assert.That(control.OnIdle(1_500, 4 * Second), Is.EqualTo(1_500));
    }

    [Test]
    public void ShouldForgetASilentOrLeavingReceiver()
    {
        SlowestFlowControl control = new(Spec("min"), 131_072);
        _ = control.OnStatus(Status(1, 1000), 0, 0, 0);
        _ = control.OnStatus(Status(2, 1000), 0, 1_000, 0);
        _ = control.OnStatus(Status(1, 1000), 900, 1_000, 4 * Second);
        Assert.That(control.OnIdle(1_000, 6 * Second), Is.EqualTo(1_900), "2 was silent for more than 5 s");
        Assert.That(control.ReceiverCount, Is.EqualTo(1));
        control.OnError(1);
        _ = control.OnIdle(1_900, 6 * Second);
        Assert.That(control.ReceiverCount, Is.Zero);
        _ = control.OnStatus(Status(3, 1000), 1_900, 1_900, 6 * Second);
        _ = control.OnStatus(Status(3, 1000, flags: StatusFrame.EndOfStreamFlag), 1_900, 2_900, 6 * Second);
        _ = control.OnIdle(2_900, 6 * Second);
        Assert.That(control.ReceiverCount, Is.Zero);
    }

    [Test]
    public void ShouldNotMoveBeforeTheGroupIsThere()
    {
        SlowestFlowControl control = new(Spec("min,g:/2"), 131_072);
        Assert.That(control.HasRequiredReceivers, Is.False);
        Assert.That(control.OnStatus(Status(1, 1000), 0, 0, 0), Is.Zero);
        Assert.That(control.HasRequiredReceivers, Is.False);
        Assert.That(control.OnStatus(Status(2, 1000), 0, 0, 0), Is.EqualTo(1_000));
        Assert.That(control.HasRequiredReceivers, Is.True);
        Assert.That(control.OnIdle(1_000, 10 * Second), Is.EqualTo(1_000));
        Assert.That(control.HasRequiredReceivers, Is.False);
    }

    [Test]
    public void ShouldWaitForItsTagOnly()
    {
        SlowestFlowControl control = new(Spec("tagged,g:7"), 131_072);
        Assert.That(control.OnStatus(Status(1, 1000), 0, 0, 0), Is.EqualTo(1_000), "nobody with the tag: whoever there is");
        Assert.That(control.OnStatus(Status(2, 1000, tag: 7), 0, 1_000, 0), Is.EqualTo(1_000));
        Assert.That(control.OnStatus(Status(1, 1000), 50_000, 1_000, 0), Is.EqualTo(1_000), "no tag");
        Assert.That(control.OnStatus(Status(3, 1000, tag: 8), 50_000, 1_000, 0), Is.EqualTo(1_000), "another tag");
        Assert.That(control.OnStatus(Status(2, 1000, tag: 7), 700, 1_000, 0), Is.EqualTo(1_700));
        Assert.That(control.ReceiverCount, Is.EqualTo(1));
    }

    [Test]
    public void ShouldHoldTheLimitWhileANewcomerGetsReady()
    {
        SlowestFlowControl control = new(Spec("min"), 131_072);
        _ = control.OnStatus(Status(1, 1000), 0, 0, 0);
        control.OnSetupWanted(Status(2, 0, flags: StatusFrame.SendSetupFlag));
        control.OnSetup(1_000, 0);
        Assert.That(control.OnStatus(Status(1, 1000), 900, 1_000, 0), Is.EqualTo(1_000));
        Assert.That(control.OnStatus(Status(2, 1000), 500, 1_000, 0), Is.EqualTo(1_000));
        Assert.That(control.OnStatus(Status(1, 1000), 900, 1_000, 0), Is.EqualTo(1_500), "it is there: it counts itself");
    }

    [Test]
    public void ShouldBoundWhatOneNakMayAskFor()
    {
        // 16 windows of 128 KiB of one receiver, 4 of a group, half a term if that is less, never beyond the term.
        Assert.That(new LeaderFlowControl(131_072, 16).MaxResend(0, 1 << 22, 1 << 24), Is.EqualTo(16 * 131_072));
        Assert.That(new SlowestFlowControl(Spec("min"), 131_072).MaxResend(0, 1 << 22, 1 << 24), Is.EqualTo(4 * 131_072));
        Assert.That(new LeaderFlowControl(131_072, 16).MaxResend(65_536 - 96, 96, 65_536), Is.EqualTo(96));
        Assert.That(new LeaderFlowControl(131_072, 16).MaxResend(65_536 - 64, 96, 65_536), Is.EqualTo(64));
    }

    private static FlowControlSpec Spec(string text) =>
        FlowControlSpec.TryParse(text, out FlowControlSpec spec) ? spec with { ReceiverTimeoutNs = 5 * Second } : throw new AssertionException(text);

    private static StatusFrame Status(long receiver, int window, long? tag = null, byte flags = 0) => new(flags, 1, 1, 0, 0, window, receiver, tag);
}
