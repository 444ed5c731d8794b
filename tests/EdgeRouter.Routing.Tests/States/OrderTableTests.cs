using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.States;

[TestFixture]
public sealed class OrderTableTests
{
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(64)]
    public void ShouldBehaveLikeABoundedDictionary(int capacity)
    {
        const ulong Seed = 11;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed, (ulong)capacity);
        var table = new OrderTable<long>(capacity);
        var truth = new Dictionary<long, int>();
        for (int i = 0; i < 20_000; i++)
        {
            long id = random.NextInt32(capacity * 2) - capacity;
            bool has = truth.ContainsKey(id);
            if (random.NextBool(0.5))
            {
                RejectReason expected = has ? RejectReason.Duplicate : truth.Count == capacity ? RejectReason.CapacityExceeded : RejectReason.None;
                Assert.That(table.TryAdd(id, out int slot), Is.EqualTo(expected));
                if (expected == RejectReason.None)
                {
                    Assert.That((table[slot], table.IdOf(slot), table.IsUsed(slot)), Is.EqualTo((0L, id, true)));
                    Assert.That(truth.Values, Does.Not.Contain(slot));
                    table[slot] = id;
                    truth[id] = slot;
                }
            }
            else
            {
                Assert.That(table.Remove(id), Is.EqualTo(has));
                truth.Remove(id);
            }

            Assert.That(table.Count, Is.EqualTo(truth.Count));
        }

        foreach ((long id, int slot) in truth)
        {
            Assert.That(table.TryFind(id, out int found) && found == slot && table[found] == id);
        }

        Assert.That(Enumerable.Range(0, capacity).Count(table.IsUsed), Is.EqualTo(truth.Count));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(OrderTable<int>.CapacityMax + 1)]
    public void ShouldRefuseAnImpossibleCapacity(int capacity) =>
        Assert.That(() => new OrderTable<int>(capacity), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1114"));

    [Test]
    public void ShouldNotAllocate()
    {
        var table = new OrderTable<ChildOrderRecord>(16);
        GcAssert.DoesNotAllocate(() =>
        {
            table.TryAdd(5, out int slot);
            table[slot] = new ChildOrderRecord(new ChildOrder { Quantity = 1 });
            table.TryFind(5, out _);
            table.Remove(5);
        });
    }
}
