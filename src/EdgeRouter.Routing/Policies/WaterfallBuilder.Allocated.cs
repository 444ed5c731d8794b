namespace EdgeRouter.Routing.Policies;

/// <content>Steps whose quantities a policy found itself.</content>
internal sealed partial class WaterfallBuilder
{
    /// <summary>Adds a step of given rows with given quantities, cut to what is left; rows that may not stand in the step, or would get less than the minimum,
    /// are left out.</summary>
    /// <param name="rows">Best first; each once.</param>
    /// <param name="quantities">Shares for each row; 0 or more, whole lots but for one.</param>
    public void AddAllocated(ReadOnlySpan<int> rows, ReadOnlySpan<long> quantities)
    {
        if (TryAddSweep(rows))
        {
            return;
        }

        int count = Gather(rows, isBounded: false);
        long left = Left;
        for (int i = 0, at = 0; i < rows.Length && at < count; i++)
        {
            if (_step[at] == rows[i])
            {
                _quantities[at] = Math.Min(quantities[i], left);
                left -= _quantities[at];
                at++;
            }
        }

        DropBelowMinimum(count);
        AddStep(count, isSweep: false);
    }
}
