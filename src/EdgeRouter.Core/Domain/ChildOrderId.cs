namespace EdgeRouter.Core.Domain;

/// <summary>Identity of a child order, unique within a router's journal; assigned by the router.</summary>
/// <param name="Value">The raw number, as it is journaled.</param>
public readonly record struct ChildOrderId(long Value) : IComparable<ChildOrderId>
{
    /// <inheritdoc/>
    public int CompareTo(ChildOrderId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
