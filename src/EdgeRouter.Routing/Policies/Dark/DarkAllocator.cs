namespace EdgeRouter.Routing.Policies.Dark;

/// <summary>Splits lots over venues by the largest marginal probability of a fill: the greedy allocation of Ganchev, Kearns, Nevmyvaka and Wortman, "Censored
/// exploration and the dark pool problem". Best for the tails given, as they fall. One bucket of one venue at a time.</summary>
internal sealed class DarkAllocator
{
    /// <summary>Most venues.</summary>
    public const int VenueCountMax = 64;

    private readonly double[] _tails = new double[VenueCountMax * LotBuckets.Count];
    private readonly int[] _next = new int[VenueCountMax];
    private readonly long[] _lots = new long[VenueCountMax];

    /// <summary>Lots of each venue.</summary>
    public ReadOnlySpan<long> Lots => _lots;

    /// <summary>The tails of a venue, to be filled before <see cref="Split"/>; each not above the one before.</summary>
    public Span<double> TailsOf(int venue) => _tails.AsSpan(venue * LotBuckets.Count, LotBuckets.Count);

    /// <summary>Splits. What no tail speaks for any more is shared equally: it may be there, and orders that ask for more say more.</summary>
    /// <param name="lots">Lots; 0 or more.</param>
    /// <param name="venueCount">Venues; 1 to 64.</param>
    public void Split(long lots, int venueCount)
    {
        Array.Clear(_next, 0, venueCount);
        Array.Clear(_lots, 0, venueCount);
        int pieceCountMax = venueCount * LotBuckets.Count;
        for (int i = 0; i < pieceCountMax && lots > 0; i++)
        {
            int venue = Best(venueCount);
            if (venue < 0)
            {
                break;
            }

            long piece = Math.Min(lots, LotBuckets.WidthOf(_next[venue]++));
            _lots[venue] += piece;
            lots -= piece;
        }

        ShareRest(lots, venueCount);
    }

    // Of equal tails the venue that has less, so that unknown venues are tried alike.
    private int Best(int venueCount)
    {
        int best = -1;
        double bestTail = 0.0;
        for (int v = 0; v < venueCount; v++)
        {
            double tail = _next[v] < LotBuckets.Count ? _tails[(v * LotBuckets.Count) + _next[v]] : 0.0;
            bool isBetter = tail > bestTail || (tail == bestTail && best >= 0 && _lots[v] < _lots[best]);
            if (isBetter)
            {
                best = v;
                bestTail = tail;
            }
        }

        return best;
    }

    private void ShareRest(long lots, int venueCount)
    {
        long each = lots / venueCount;
        long more = lots % venueCount;
        for (int v = 0; v < venueCount; v++)
        {
            _lots[v] += each + (v < more ? 1 : 0);
        }
    }
}
