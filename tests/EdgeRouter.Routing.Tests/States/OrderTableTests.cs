using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.State;
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
        var table = new OrderTable<IdRecord>(capacity);
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
                    Assert.That((table[slot].Id, table.IdOf(slot), table.IsUsed(slot)), Is.EqualTo((0L, id, true)));
                    Assert.That(truth.Values, Does.Not.Contain(slot));
                    table[slot] = new IdRecord(id);
                    truth[id] = slot;
                }
            }
            else
            {
                Assert.That(table.Remove(id), Is.EqualTo(has));
                truth.Remove(id);
            }

            Assert.That(table.Count, Is.EqualTo(truth.Count));
            if (i % 1_000 == 0)
            {
                table = Reloaded(table);
            }
        }

        foreach ((long id, int slot) in truth)
        {
            Assert.That(table.TryFind(id, out int found) && found == slot && table[found].Id == id);
        }

        Assert.That(Enumerable.Range(0, capacity).Count(table.IsUsed), Is.EqualTo(truth.Count));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(OrderTable<IdRecord>.CapacityMax + 1)]
    public void ShouldRefuseAnImpossibleCapacity(int capacity) =>
        Assert.That(() => new OrderTable<IdRecord>(capacity), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1114"));

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

    [Test]
    public void ShouldGiveTheSameSlotsAfterALoad()
    {
        var table = new OrderTable<IdRecord>(8);
        foreach (long id in new long[] { 5, 6, 7, 8 })
        {
            table.TryAdd(id, out _);
        }

        table.Remove(6);
        table.Remove(5);
        OrderTable<IdRecord> twin = Reloaded(table);
        for (long id = 20; id < 26; id++)
        {
            table.TryAdd(id, out int slot);
            twin.TryAdd(id, out int twinSlot);
            Assert.That(twinSlot, Is.EqualTo(slot));
        }
    }

    [Test]
    public void ShouldRefuseDamagedState()
    {
        const ulong Seed = 5;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        var table = new OrderTable<IdRecord>(8);
        table.TryAdd(1, out _);
        table.TryAdd(2, out _);
        table.TryAdd(3, out _);
        table.Remove(2);
        var writer = new StateWriter();
        table.Save(writer);
        byte[] good = writer.Written.ToArray();
        for (int i = 0; i < 2_000; i++)
        {
            byte[] bad = [.. good.Take(random.NextBool(0.3) ? random.NextInt32(good.Length) : good.Length)];
            if (bad.Length > 0)
            {
                bad[random.NextInt32(bad.Length)] = (byte)random.NextUInt64();
            }

            LoadOrRefuse(bad);
        }
    }

    [Test]
    public void ShouldRefuseALoopOfFreePlaces()
    {
        var writer = new StateWriter();
        writer.Begin(0x4F52_4454);
        writer.Write(2);
        writer.Write(0);
        writer.Write(1);
        writer.Write(0);
        byte[] bytes = writer.Written.ToArray();
        Assert.That(() => LoadInto(new OrderTable<IdRecord>(4), bytes), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1140"));
    }

    private static void LoadOrRefuse(byte[] bytes)
    {
        try
        {
            var table = new OrderTable<IdRecord>(8);
            LoadInto(table, bytes);
            for (long id = 100; id < 110; id++)
            {
                table.TryAdd(id, out _);
            }

            Assert.That(table.Count, Is.EqualTo(8));
        }
        catch (EdgeRouterException e)
        {
            Assert.That(e.Id, Is.EqualTo("ER1140"));
        }
    }

    private static OrderTable<IdRecord> Reloaded(OrderTable<IdRecord> table)
    {
        var writer = new StateWriter();
        table.Save(writer);
        var twin = new OrderTable<IdRecord>(table.Capacity);
        LoadInto(twin, writer.Written.ToArray());
        var again = new StateWriter();
        twin.Save(again);
        Assert.That(again.Written.ToArray(), Is.EqualTo(writer.Written.ToArray()));
        return twin;
    }

    private static void LoadInto(OrderTable<IdRecord> table, byte[] bytes)
    {
        var reader = new StateReader(bytes);
        table.Load(ref reader);
    }

    private readonly record struct IdRecord(long Id) : IStateRecord<IdRecord>
    {
        public void Save(StateWriter writer) => writer.Write(Id);

        public static IdRecord Load(ref StateReader reader) => new(reader.ReadInt64());
    }
}
