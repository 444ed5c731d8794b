using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Events;

namespace EdgeRouter.Simulation.Tests;

public sealed class EventQueueTests
{
    [Test]
    public void ShouldGiveEventsByTimeThenKindThenIndexWhateverTheOrderOfInsertion()
    {
        var random = new DeterministicRandom(11);
        var queue = new EventQueue();
        var all = new List<SimulationEvent>();
        for (int i = 0; i < 5_000; i++)
        {
            var item = new SimulationEvent(random.NextInt32(500), (EventKind)random.NextInt32(10), random.NextInt32(20));
            all.Add(item);
            queue.Push(in item);
        }

        var popped = new List<SimulationEvent>();
        while (queue.Count > 0)
        {
            popped.Add(queue.Pop());
        }

        Assert.That(popped, Is.EqualTo(all.OrderBy(e => e.TimeNs).ThenBy(e => e.Kind).ThenBy(e => e.Index)));
        Assert.That(queue.NextTimeNs, Is.EqualTo(long.MaxValue));
    }

    [Test]
    public void ShouldKeepOnlyOurOwnArrivalsAndVoidTradesAfterTheClose()
    {
        var queue = new EventQueue();
        foreach (EventKind kind in Enum.GetValues<EventKind>())
        {
            queue.Push(new SimulationEvent(5, kind, 1));
        }

        queue.KeepArrivals();

        Assert.That(queue.Pop().Kind, Is.EqualTo(EventKind.ChildArrival));
        Assert.That(queue.Pop().Kind, Is.EqualTo(EventKind.CancelArrival));
        Assert.That(queue.Pop().Kind, Is.EqualTo(EventKind.TradeBust));
        Assert.That(queue.Count, Is.Zero);
    }
}
