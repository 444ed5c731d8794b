using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Matching;

namespace EdgeRouter.Simulation.Tests.Matching;

/// <summary>Counts shares and cash of every order, so that nothing can appear or vanish: what came in = traded + cancelled + shortened + what stands.</summary>
internal sealed class Ledger : IExecutionListener
{
    private readonly Dictionary<int, (Side Side, long Quantity, long Owner)> _came = [];
    private readonly Dictionary<int, long> _traded = [];
    private readonly Dictionary<int, long> _gone = [];
    private readonly Dictionary<int, Int128> _cash = [];
    private readonly Dictionary<int, int> _slots = [];

    public List<Execution> Fills { get; } = [];

    public List<int> Cancelled { get; } = [];

    public List<(int Tag, long Quantity)> Shortened { get; } = [];

    public int AuctionsCalled { get; private set; }

    public Action<Execution>? Checking { get; set; }

    public IReadOnlyDictionary<int, int> Slots => _slots;

    public void OnExecution(Exchange exchange, int instrument, in Execution execution)
    {
        Assert.That(execution.Quantity, Is.Positive);
        Assert.That(execution.RestingLeaves, Is.Not.Negative);
        Assert.That(execution.TakerLeaves, Is.Not.Negative);
        Fills.Add(execution);
        Book(execution.RestingTag, execution.Quantity, execution.PriceNanos);
        Book(execution.TakerTag, execution.Quantity, execution.PriceNanos);
        Assert.That(_came[execution.RestingTag].Side, Is.Not.EqualTo(_came[execution.TakerTag].Side));
        long owner = _came[execution.RestingTag].Owner;
        Assert.That(owner == 0 || owner != _came[execution.TakerTag].Owner, Is.True, "an owner must not trade with itself");
        Checking?.Invoke(execution);
        DropIfDone(execution.RestingTag, execution.RestingLeaves);
        DropIfDone(execution.TakerTag, execution.TakerLeaves);
    }

    public void OnCancelled(Exchange exchange, int instrument, int tag)
    {
        Cancelled.Add(tag);
        Leave(tag);
    }

    public void OnDecremented(Exchange exchange, int instrument, int tag, long quantity)
    {
        Shortened.Add((tag, quantity));
        _gone[tag] = _gone.GetValueOrDefault(tag) + quantity;
    }

    public void OnAuctionCalled(Exchange exchange, int instrument) => AuctionsCalled++;

    public SubmitResult Submit(Exchange exchange, in IncomingOrder order)
    {
        Fills.Clear();
        Cancelled.Clear();
        Shortened.Clear();
        _came.Add(order.Tag, (order.Side, order.Quantity, order.Owner));
        SubmitResult result = exchange.Submit(0, in order);
        if (result.RestingSlot >= 0)
        {
            _slots[order.Tag] = result.RestingSlot;
        }
        else
        {
            Leave(order.Tag);
        }

        return result;
    }

    /// <summary>Takes a resting order out.</summary>
    public bool Remove(Exchange exchange, int tag)
    {
        if (!_slots.TryGetValue(tag, out int slot))
        {
            return false;
        }

        exchange.Remove(0, slot);
        Leave(tag);
        return true;
    }

    public long LeavesOf(int tag) => _came[tag].Quantity - _traded.GetValueOrDefault(tag) - _gone.GetValueOrDefault(tag);

    public void AssertConserved(Exchange exchange, string because)
    {
        foreach ((int tag, int slot) in _slots)
        {
            Assert.That(exchange.Book(0).Order(slot).Total, Is.EqualTo(LeavesOf(tag)), because);
            Assert.That(exchange.Book(0).Order(slot).Tag, Is.EqualTo(tag), because);
        }

        long standing = Sum(exchange.Book(0).Ladder(Side.Buy)) + Sum(exchange.Book(0).Ladder(Side.Sell))
            + Sum(exchange.Book(0).Hidden(Side.Buy)) + Sum(exchange.Book(0).Hidden(Side.Sell));
        long reserves = _slots.Values.Sum(slot => exchange.Book(0).Order(slot).Reserve);
        Assert.That(standing + reserves, Is.EqualTo(_slots.Keys.Sum(LeavesOf)), because);
        Assert.That(_traded.Where(t => _came[t.Key].Side == Side.Buy).Sum(t => t.Value), Is.EqualTo(_traded.Where(t => _came[t.Key].Side == Side.Sell).Sum(t => t.Value)), because);
        Assert.That(_cash.Values.Aggregate(Int128.Zero, (sum, cash) => sum + cash), Is.EqualTo(Int128.Zero), "buyers pay what sellers get: " + because);
        Assert.That(_traded.Keys.Concat(_gone.Keys).Select(LeavesOf), Is.All.GreaterThanOrEqualTo(0), because);
    }

    private static long Sum(LevelLadder? ladder)
    {
        long sum = 0;
        for (int i = 0; i < (ladder?.Count ?? 0); i++)
        {
            Assert.That(ladder![i].Quantity, Is.Positive);
            sum += ladder[i].Quantity;
        }

        return sum;
    }

    private void Book(int tag, long quantity, long price)
    {
        _traded[tag] = _traded.GetValueOrDefault(tag) + quantity;
        _cash[tag] = _cash.GetValueOrDefault(tag) - (_came[tag].Side.Sign() * (Int128)quantity * price);
    }

    private void DropIfDone(int tag, long leaves)
    {
        if (leaves == 0)
        {
            _slots.Remove(tag);
        }
    }

    private void Leave(int tag)
    {
        long leaves = LeavesOf(tag);
        _gone[tag] = _gone.GetValueOrDefault(tag) + leaves;
        _slots.Remove(tag);
    }
}
