namespace EdgeRouter.Core.Domain;

/// <summary>Dense index of an instrument in the router's universe, 0-based.</summary>
/// <param name="Value">The raw number, as it is journaled.</param>
public readonly record struct InstrumentId(int Value) : IComparable<InstrumentId>
{
    /// <inheritdoc/>
    public int CompareTo(InstrumentId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
