using EdgeRouter.Core.Randomness;
using EdgeRouter.Engine.Armed;

namespace EdgeRouter.Engine.Tests.Armed;

[TestFixture]
internal sealed class ArmedHeapTests
{
    [Test]
    public void ShouldTakeLowestKeysFirstAndEqualOnesInOrder()
    {
        var heap = new ArmedHeap(2, 10);
        heap.Add(0, 3, 50);
        heap.Add(0, 1, 40);
        heap.Add(1, 2, 10);
        heap.Add(0, 0, 40);
        Assert.That((heap.IsDue(0, 39), heap.IsDue(0, 40), heap.IsDue(1, 10)), Is.EqualTo((false, true, true)));
        Assert.That(new[] { heap.TakeFirst(0), heap.TakeFirst(0), heap.TakeFirst(0) }, Is.EqualTo(new[] { 1, 0, 3 }));
        Assert.That((heap.IsDue(0, long.MaxValue), heap.Contains(3), heap.Contains(2)), Is.EqualTo((false, false, true)));
    }

    [TestCase(1UL)]
    [TestCase(2UL)]
    [TestCase(3UL)]
    public void ShouldAgreeWithASortedListWhateverIsDone(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new DeterministicRandom(seed, 1);
        var heap = new ArmedHeap(3, 200);
        var model = new List<(int Queue, long Key, int Order, int Node)>();
        for (int step = 0; step < 20_000; step++)
        {
            int node = (int)(random.NextDouble() * 200);
            int queue = (int)(random.NextDouble() * 3);
            if (!heap.Contains(node) && random.NextBool(0.6))
            {
                long key = (long)(random.NextDouble() * 50);
                heap.Add(queue, node, key);
                model.Add((queue, key, step, node));
            }
            else if (random.NextBool(0.5))
            {
                heap.Remove(node);
                model.RemoveAll(m => m.Node == node);
            }
            else
            {
                Compare(heap, model, queue, (long)(random.NextDouble() * 60));
            }

            Assert.That(heap.Contains(node), Is.EqualTo(model.Exists(m => m.Node == node)));
        }
    }

    [Test]
    public void ShouldAllocateNothing()
    {
        var heap = new ArmedHeap(4, 1000);
        Churn(heap);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Churn(heap);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void Compare(ArmedHeap heap, List<(int Queue, long Key, int Order, int Node)> model, int queue, long threshold)
    {
        (int Queue, long Key, int Order, int Node)[] inQueue = [.. model.Where(m => m.Queue == queue).OrderBy(m => m.Key).ThenBy(m => m.Order)];
        bool isDue = inQueue.Length > 0 && inQueue[0].Key <= threshold;
        Assert.That(heap.IsDue(queue, threshold), Is.EqualTo(isDue));
        if (isDue)
        {
            Assert.That(heap.TakeFirst(queue), Is.EqualTo(inQueue[0].Node));
            model.Remove(inQueue[0]);
        }
    }

    private static void Churn(ArmedHeap heap)
    {
        for (int i = 0; i < 1000; i++)
        {
            heap.Add(i & 3, i, (i * 37) % 101);
        }

        for (int i = 0; i < 1000; i += 3)
        {
            heap.Remove(i);
        }

        for (int queue = 0; queue < 4; queue++)
        {
            while (heap.IsDue(queue, long.MaxValue))
            {
                heap.TakeFirst(queue);
            }
        }
    }
}
