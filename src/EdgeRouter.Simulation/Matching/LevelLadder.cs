namespace EdgeRouter.Simulation.Matching;

/// <summary>Price levels of one side, best first. About a dozen exist at once, so a sorted array beats any tree.</summary>
/// <param name="descending">Whether a higher price is better: bids.</param>
internal sealed class LevelLadder(bool descending)
{
    private PriceLevel[] _levels = new PriceLevel[8];

    /// <summary>Levels.</summary>
    public int Count { get; private set; }

    /// <summary>A level; 0 is the best.</summary>
    /// <param name="index">Below <see cref="Count"/>.</param>
    public ref PriceLevel this[int index] => ref _levels[index];

    /// <summary>Best price; the worst possible where the side is empty.</summary>
    public long BestNanos
    {
        get
        {
            if (Count > 0)
            {
                return _levels[0].PriceNanos;
            }

            return descending ? long.MinValue : long.MaxValue;
        }
    }

    /// <summary>Best price of orders that follow no price themselves; the worst possible where there is none.</summary>
    public long BestUnpeggedNanos
    {
        get
        {
            for (int i = 0; i < Count; i++)
            {
                if (_levels[i].PegCount < _levels[i].OrderCount)
                {
                    return _levels[i].PriceNanos;
                }
            }

            return descending ? long.MinValue : long.MaxValue;
        }
    }

    /// <summary>Best price down to which at least so many shares stand; the worst possible where there are fewer.</summary>
    /// <param name="shares">Shares, above zero.</param>
    public long PriceOfNanos(long shares)
    {
        long sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += _levels[i].Quantity;
            if (sum >= shares)
            {
                return _levels[i].PriceNanos;
            }
        }

        return descending ? long.MinValue : long.MaxValue;
    }

    /// <summary>Position of a level that exists.</summary>
    /// <param name="priceNanos">Its price.</param>
    public int IndexOf(long priceNanos)
    {
        int index = 0;
        while (_levels[index].PriceNanos != priceNanos)
        {
            index++;
        }

        return index;
    }

    /// <summary>The level of a price, new and empty if there was none.</summary>
    /// <param name="priceNanos">Price.</param>
    public ref PriceLevel GetOrInsert(long priceNanos)
    {
        int index = 0;
        while (index < Count && IsBetter(_levels[index].PriceNanos, priceNanos))
        {
            index++;
        }

        if (index < Count && _levels[index].PriceNanos == priceNanos)
        {
            return ref _levels[index];
        }

        if (Count == _levels.Length)
        {
            Array.Resize(ref _levels, Count * 2);
        }

        Array.Copy(_levels, index, _levels, index + 1, Count - index);
        Count++;
        _levels[index] = new PriceLevel { PriceNanos = priceNanos, Head = -1, Tail = -1 };
        return ref _levels[index];
    }

    /// <summary>Takes an empty level out.</summary>
    /// <param name="index">Its position.</param>
    public void RemoveAt(int index)
    {
        Count--;
        Array.Copy(_levels, index + 1, _levels, index, Count - index);
    }

    private bool IsBetter(long priceNanos, long otherNanos) => descending ? priceNanos > otherNanos : priceNanos < otherNanos;
}
