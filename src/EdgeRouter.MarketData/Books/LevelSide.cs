namespace EdgeRouter.MarketData.Books;

/// <summary>The ten levels of one side with CME's shifting.</summary>
internal readonly ref struct LevelSide
{
    private readonly Span<long> _prices;
    private readonly Span<long> _quantities;
    private readonly Span<int> _orderCounts;

    public LevelSide(Span<long> prices, Span<long> quantities, Span<int> orderCounts)
    {
        _prices = prices;
        _quantities = quantities;
        _orderCounts = orderCounts;
    }

    public bool IsFull(int index) => _quantities[index] > 0;

    public void Set(int index, long price, long quantity, int orderCount)
    {
        // An empty level is all zero, so that books hash alike however they came about.
        _prices[index] = quantity == 0 ? 0 : price;
        _quantities[index] = quantity;
        _orderCounts[index] = quantity == 0 ? 0 : orderCount;
    }

    public void Insert(int index, long price, long quantity, int orderCount)
    {
        int moved = MarketState.LevelCount - 1 - index;
        _prices.Slice(index, moved).CopyTo(_prices[(index + 1)..]);
        _quantities.Slice(index, moved).CopyTo(_quantities[(index + 1)..]);
        _orderCounts.Slice(index, moved).CopyTo(_orderCounts[(index + 1)..]);
        Set(index, price, quantity, orderCount);
    }

    public void Remove(int index, int count)
    {
        int kept = MarketState.LevelCount - index - count;
        _prices.Slice(index + count, kept).CopyTo(_prices[index..]);
        _quantities.Slice(index + count, kept).CopyTo(_quantities[index..]);
        _orderCounts.Slice(index + count, kept).CopyTo(_orderCounts[index..]);
        _prices[(index + kept)..].Clear();
        _quantities[(index + kept)..].Clear();
        _orderCounts[(index + kept)..].Clear();
    }

    public void Clear()
    {
        _prices.Clear();
        _quantities.Clear();
        _orderCounts.Clear();
    }
}
