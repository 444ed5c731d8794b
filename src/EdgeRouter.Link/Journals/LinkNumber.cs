namespace EdgeRouter.Link.Journals;

/// <summary>Numbers of messages in 32 bits: an envelope has room for the low half.</summary>
public static class LinkNumber
{
    /// <summary>The whole number, from its low half and one that is known to be near.</summary>
    /// <param name="near">A number at most two billion away.</param>
    /// <param name="low">Low 32 bits.</param>
    public static long Extend(long near, uint low) => near + (int)(low - (uint)near);
}
