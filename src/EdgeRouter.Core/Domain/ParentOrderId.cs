namespace EdgeRouter.Core.Domain;

/// <summary>Identity of a parent order, unique for ever; assigned by the order's sender.</summary>
/// <param name="Value">The raw number, as it is journaled.</param>
public readonly record struct ParentOrderId(long Value) : IComparable<ParentOrderId>
{
    /// <inheritdoc/>
    public int CompareTo(ParentOrderId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
