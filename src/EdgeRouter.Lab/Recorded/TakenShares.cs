using EdgeRouter.Core.Domain;

namespace EdgeRouter.Lab.Recorded;

/// <summary>What we took from displayed levels and the capture still shows: it is missing for our next orders until it is forgotten.</summary>
/// <param name="memoryNs">How long it is missing; 0 = not at all.</param>
internal sealed class TakenShares(long memoryNs)
{
    private readonly List<Taken> _taken = [];

    /// <summary>Notes shares taken.</summary>
    /// <param name="book">Book.</param>
    /// <param name="side">Side of the level: the resting side.</param>
    /// <param name="priceNanos">Price of the level.</param>
    /// <param name="quantity">Shares.</param>
    /// <param name="nowNs">Now.</param>
    public void Add(int book, Side side, long priceNanos, long quantity, long nowNs)
    {
        if (memoryNs > 0)
        {
            _taken.Add(new Taken(book, side, priceNanos, quantity, nowNs + memoryNs));
        }
    }

    /// <summary>Shares missing from a level.</summary>
    /// <param name="book">Book.</param>
    /// <param name="side">Side of the level.</param>
    /// <param name="priceNanos">Its price.</param>
    /// <param name="nowNs">Now.</param>
    public long At(int book, Side side, long priceNanos, long nowNs)
    {
        _taken.RemoveAll(t => t.UntilNs <= nowNs);
        long sum = 0;
        foreach (Taken taken in _taken)
        {
            sum += taken.Book == book && taken.Side == side && taken.PriceNanos == priceNanos ? taken.Quantity : 0;
        }

        return sum;
    }

    private readonly record struct Taken(int Book, Side Side, long PriceNanos, long Quantity, long UntilNs);
}
