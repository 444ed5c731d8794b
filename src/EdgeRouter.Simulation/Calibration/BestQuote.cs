namespace EdgeRouter.Simulation.Calibration;

/// <summary>The national best quote from a millisecond on.</summary>
/// <param name="TimeMs">Milliseconds since the start of the tape.</param>
/// <param name="BidNanos">Bid, nanos of currency.</param>
/// <param name="AskNanos">Offer, nanos of currency; above the bid.</param>
/// <param name="BidShares">Shares of the venue that sets the bid.</param>
/// <param name="AskShares">Shares of the venue that sets the offer.</param>
internal readonly record struct BestQuote(int TimeMs, long BidNanos, long AskNanos, int BidShares, int AskShares)
{
    /// <summary>Midpoint, nanos of currency.</summary>
    public double MidNanos => 0.5 * (BidNanos + AskNanos);
}
