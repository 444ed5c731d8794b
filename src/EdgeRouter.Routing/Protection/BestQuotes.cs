namespace EdgeRouter.Routing.Protection;

/// <summary>The best protected quote and the best of the other venues, in cost form: less is better for the order.</summary>
internal struct BestQuotes
{
    private int _secondVenue;
    private long _secondCost;

    /// <summary>Venues with a quote, counted up to two.</summary>
    public int Count { get; private set; }

    /// <summary>Venue of the best; meaningless while there is none.</summary>
    public int Venue { get; private set; }

    /// <summary>Cost of the best; meaningless while there is none.</summary>
    public long Cost { get; private set; }

    /// <summary>Adds a venue's quote; each venue once.</summary>
    public void Add(int venue, long cost)
    {
        if (Count == 0 || cost < Cost)
        {
            (_secondVenue, _secondCost) = (Venue, Cost);
            (Venue, Cost) = (venue, cost);
            Count = Math.Min(2, Count + 1);
        }
        else if (Count == 1 || cost < _secondCost)
        {
            (_secondVenue, _secondCost) = (venue, cost);
            Count = 2;
        }
    }

    /// <summary>Whether another venue has a quote strictly better than a cost.</summary>
    public readonly bool IsBetterElsewhere(int venue, long cost, out int better)
    {
        bool isOwn = Count > 0 && Venue == venue;
        better = isOwn ? _secondVenue : Venue;
        return Count > (isOwn ? 1 : 0) && (isOwn ? _secondCost : Cost) < cost;
    }
}
