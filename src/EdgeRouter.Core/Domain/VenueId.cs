namespace EdgeRouter.Core.Domain;

/// <summary>Dense index of a venue in the router's universe, 0-based; at most 64 venues.</summary>
/// <param name="Value">The raw number, as it is journaled.</param>
public readonly record struct VenueId(byte Value) : IComparable<VenueId>
{
    /// <inheritdoc/>
    public int CompareTo(VenueId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
