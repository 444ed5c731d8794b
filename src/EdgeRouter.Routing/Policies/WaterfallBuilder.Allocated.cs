namespace EdgeRouter.Routing.Policies;

/// <content>Steps whose quantities a policy found itself.</content>
internal sealed partial class WaterfallBuilder
{
    /// <summary>Adds a step of given rows with given quantities, cut to what is left.</summary>
    /// <param name="rows">Best first; each once.</param>
    /// <param name="quantities">Shares for each row; 0 or more, whole lots but for one.</param>
    public void AddAllocated(ReadOnlySpan<int> rows, ReadOnlySpan<long> quantities)
    {
        long left = Left;
        for (int i = 0; i < rows.Length; i++)
        {
            _quantities[i] = Math.Min(quantities[i], left);
            left -= _quantities[i];
        }

        AddStep(rows);
    }
}
