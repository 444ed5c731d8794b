using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Inside;

/// <summary>What nobody outside a market can see: its state of this instant, nothing of its future. For oracles alone; the laboratory is the only project
/// that has it.</summary>
internal interface IMarketInside
{
    /// <summary>The instant, ns since the Unix epoch.</summary>
    long TimeNs { get; }

    /// <summary>Shares that an immediate order would get if it were at the venue now: displayed, hidden and reserve, in the true queue.</summary>
    /// <param name="venue">Venue.</param>
    /// <param name="instrument">Instrument.</param>
    /// <param name="side">The order's side.</param>
    /// <param name="limit">Its limit; <see cref="Price.MaxValue"/> or <see cref="Price.MinValue"/> for none.</param>
    long Available(VenueId venue, InstrumentId instrument, Side side, Price limit);

    /// <summary>Midpoint of the best protected displayed bid and offer of this instant.</summary>
    /// <param name="instrument">Instrument.</param>
    /// <param name="midpoint">The midpoint.</param>
    /// <returns>False while a side is missing or the market is locked or crossed.</returns>
    bool TryGetMidpoint(InstrumentId instrument, out Price midpoint);

    /// <summary>Whether the latent price has moved and the venue's maker has not seen it yet: its quotes will change with nobody doing anything.</summary>
    /// <param name="venue">Venue.</param>
    /// <param name="instrument">Instrument.</param>
    bool IsStale(VenueId venue, InstrumentId instrument);

    /// <summary>When the step back of the venue's maker on the side that a taker needs is over; 0 = it does not step back.</summary>
    /// <param name="venue">Venue.</param>
    /// <param name="instrument">Instrument.</param>
    /// <param name="takerSide">The taker's side.</param>
    long FadeEndNs(VenueId venue, InstrumentId instrument, Side takerSide);

    /// <summary>Where the best quote of the venue's maker that a taker needs comes to stand once it no longer steps back and has put back what was executed.</summary>
    /// <param name="venue">Venue.</param>
    /// <param name="instrument">Instrument.</param>
    /// <param name="takerSide">The taker's side.</param>
    /// <param name="price">The price.</param>
    /// <returns>False where the venue has no maker, or it quotes nothing.</returns>
    bool TryGetSettled(VenueId venue, InstrumentId instrument, Side takerSide, out Price price);

    /// <summary>Mean time from sending to matching, ns: way, jitter and matching.</summary>
    /// <param name="venue">Venue.</param>
    long LatencyNs(VenueId venue);

    /// <summary>Mean time until what was executed at the venue is put back, ns.</summary>
    /// <param name="venue">Venue.</param>
    long ReplenishNs(VenueId venue);

    /// <summary>Mean shares that the venue's makers show at a level.</summary>
    /// <param name="venue">Venue.</param>
    /// <param name="instrument">Instrument.</param>
    double LevelShares(VenueId venue, InstrumentId instrument);
}
