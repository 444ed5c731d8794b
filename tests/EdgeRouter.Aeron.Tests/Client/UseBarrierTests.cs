using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Tests.Client;

public sealed class UseBarrierTests
{
    [Test]
    public void ShouldPassWhenNobodyIsInside()
    {
        Assert.That(UseSlot.IsCallerInside, Is.False);
        Assert.That(UseBarrier.Raise().IsPassed, Is.True);
    }

    [Test]
    public void ShouldWaitForTheOutermostExit()
    {
        UseSlot outer = UseSlot.Enter();
        UseSlot inner = UseSlot.Enter();
        Assert.That(inner, Is.SameAs(outer));
        UseBarrier barrier = UseBarrier.Raise();
        Assert.That(barrier.IsPassed, Is.False);
        inner.Exit();
        Assert.That(barrier.IsPassed, Is.False, "the outer use goes on");
        Assert.That(UseSlot.IsCallerInside, Is.True);
        outer.Exit();
        Assert.That(barrier.IsPassed, Is.True);
    }

    [Test]
    public void ShouldPassAlthoughTheThreadHasComeInAgain()
    {
        UseSlot slot = UseSlot.Enter();
        UseBarrier barrier = UseBarrier.Raise();
        slot.Exit();
        _ = UseSlot.Enter();
        Assert.That(barrier.IsPassed, Is.True, "what it uses now, it found after the barrier");
        slot.Exit();
    }

    [Test]
    public void ShouldWaitForEveryThread()
    {
        using Barrier inside = new(3);
        using Barrier raised = new(3);
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            UseSlot slot = UseSlot.Enter();
            inside.SignalAndWait();
            raised.SignalAndWait();
            slot.Exit();
        }))];
        Array.ForEach(threads, thread => thread.Start());
        inside.SignalAndWait();
        UseBarrier barrier = UseBarrier.Raise();
        Assert.That(barrier.IsPassed, Is.False);
        raised.SignalAndWait();
        Array.ForEach(threads, thread => thread.Join());
        Assert.That(barrier.IsPassed, Is.True);
    }
}
