using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Engine.Tests;

[TestFixture]
public sealed class TimerQueueTests
{
    [Test]
    public void ShouldFireInOrderOfTimeThenCreation()
    {
        const ulong seed = 42;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new DeterministicRandom(seed);
        var queue = new TimerQueue(1000);
        var expected = new List<(long Time, long Order)>();
        for (int i = 0; i < 1000; i++)
        {
            long time = random.NextInt32(50);
            expected.Add((time, i));
            Assert.That(queue.TryAdd(time, EngineTimerKind.ParentRetry, i));
        }

        Assert.That(queue.TryAdd(1, EngineTimerKind.ParentRetry, 0), Is.False, "full");
        var fired = new List<(long, long)>();
        while (queue.TryTake(long.MaxValue, out EngineTimer timer))
        {
            fired.Add((timer.TimeNs, timer.OrderId));
        }

        Assert.That(fired, Is.EqualTo(expected.Order()));
        Assert.That(queue.NextTimeNs, Is.EqualTo(long.MaxValue));
    }

    [Test]
    public void ShouldNotFireEarly()
    {
        var queue = new TimerQueue(4);
        queue.TryAdd(100, EngineTimerKind.ChildTimeout, 7);
        Assert.That(queue.TryTake(99, out _), Is.False);
        Assert.That(queue.TryTake(100, out EngineTimer timer));
        Assert.That(timer.OrderId, Is.EqualTo(7));
    }
}
