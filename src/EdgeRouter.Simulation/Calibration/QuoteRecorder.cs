namespace EdgeRouter.Simulation.Calibration;

/// <summary>Collects best quotes into the form of a tape: of the changes within a millisecond the last counts, and locked or crossed states are passed over.</summary>
/// <param name="startMs">Start of the tape on the caller's clock.</param>
internal sealed class QuoteRecorder(long startMs)
{
    private readonly List<BestQuote> _quotes = new(65_536);

    /// <summary>The best quote became this.</summary>
    public void Add(long ms, long bidNanos, long askNanos, long bidShares, long askShares)
    {
        if (bidNanos <= 0 || askNanos <= bidNanos || askNanos == long.MaxValue)
        {
            return;
        }

        int time = (int)Math.Max(0, ms - startMs);
        var quote = new BestQuote(time, bidNanos, askNanos, (int)Math.Min(bidShares, int.MaxValue), (int)Math.Min(askShares, int.MaxValue));
        int last = _quotes.Count - 1;
        if (last >= 0 && _quotes[last] with { TimeMs = time } == quote)
        {
            return;
        }

        if (last >= 0 && _quotes[last].TimeMs == time)
        {
            _quotes[last] = quote;
        }
        else
        {
            _quotes.Add(quote);
        }
    }

    /// <summary>What was collected.</summary>
    public BestQuote[] ToArray() => [.. _quotes];
}
