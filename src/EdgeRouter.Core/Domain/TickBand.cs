namespace EdgeRouter.Core.Domain;

/// <summary>One band of a <see cref="TickTable"/>.</summary>
/// <param name="PriceFromNanos">Lowest price of the band, nanos of currency; the band ends where the next begins.</param>
/// <param name="TickNanos">Smallest price step within it, nanos of currency; above zero.</param>
public readonly record struct TickBand(long PriceFromNanos, long TickNanos);
