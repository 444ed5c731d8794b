using EdgeRouter.Core.Errors;

namespace EdgeRouter.Core.Domain;

/// <summary>Smallest price step by price, e.g. 0.0001 below 1.00 and 0.01 from there on (SEC Regulation NMS, rule 612). Immutable.</summary>
public sealed class TickTable : IEquatable<TickTable>
{
    private readonly TickBand[] _bands;

    /// <summary>Builds a table.</summary>
    /// <param name="bands">At least one; the first from price zero, each later one from a higher price; ticks above zero.</param>
    /// <exception cref="EdgeRouterException">ER1101: the bands are not so.</exception>
    public TickTable(IReadOnlyList<TickBand> bands)
    {
        _bands = [.. bands];
        for (int i = 0; i < _bands.Length; i++)
        {
            bool isInOrder = i == 0 ? _bands[i].PriceFromNanos == 0 : _bands[i].PriceFromNanos > _bands[i - 1].PriceFromNanos;
            if (!isInOrder || _bands[i].TickNanos <= 0)
            {
                throw Refuse();
            }

            CoarsestNanos = Math.Max(CoarsestNanos, _bands[i].TickNanos);
        }

        if (_bands.Length == 0)
        {
            throw Refuse();
        }
    }

    /// <summary>The bands, from price zero up.</summary>
    public ReadOnlySpan<TickBand> Bands => _bands;

    /// <summary>The largest tick of all bands, nanos of currency.</summary>
    public long CoarsestNanos { get; }

    /// <summary>The tick at a price, nanos of currency. A price below zero has the tick of its magnitude.</summary>
    /// <param name="priceNanos">Any price, nanos of currency.</param>
    public long TickAt(long priceNanos)
    {
        long magnitude = priceNanos == long.MinValue ? long.MaxValue : Math.Abs(priceNanos);
        int band = _bands.Length - 1;
        while (band > 0 && _bands[band].PriceFromNanos > magnitude)
        {
            band--;
        }

        return _bands[band].TickNanos;
    }

    /// <inheritdoc/>
    public bool Equals(TickTable? other) => other is not null && _bands.AsSpan().SequenceEqual(other._bands);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TickTable);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_bands.Length, _bands[^1], CoarsestNanos);

    private static EdgeRouterException Refuse() =>
        EdgeRouterException.BadInput("ER1101", "a tick table needs bands from price 0 upwards, each from a higher price, with ticks above zero");
}
