namespace EdgeRouter.Lab.Reference;

/// <summary>What an oracle could fill now at one row.</summary>
/// <param name="Row">Row number.</param>
/// <param name="Quantity">Shares that stand there.</param>
/// <param name="CostNanos">Their cost against the midpoint, fee included, nanos of currency a share.</param>
internal readonly record struct OracleRow(int Row, long Quantity, long CostNanos) : IComparable<OracleRow>
{
    /// <inheritdoc/>
    public int CompareTo(OracleRow other)
    {
        int order = CostNanos.CompareTo(other.CostNanos);
        return order != 0 ? order : Row.CompareTo(other.Row);
    }
}
