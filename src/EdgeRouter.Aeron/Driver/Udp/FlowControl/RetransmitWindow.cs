namespace EdgeRouter.Aeron.Driver.Udp.FlowControl;

/// <summary>Bounds what one NAK may have sent again: some receiver windows, and never beyond the term.</summary>
internal static class RetransmitWindow
{
    /// <summary>Windows of a unicast receiver.</summary>
    public const int UnicastMultiple = 16;

    /// <summary>Windows of a receiver of a group.</summary>
    public const int GroupMultiple = 4;

    /// <summary>The bound.</summary>
    /// <param name="termOffset">Where the gap begins.</param>
    /// <param name="lengthBytes">Its length.</param>
    /// <param name="termLengthBytes">Length of the term.</param>
    /// <param name="windowBytes">A receiver's window.</param>
    /// <param name="multiple">Windows allowed.</param>
    public static int Clamp(int termOffset, int lengthBytes, int termLengthBytes, int windowBytes, int multiple)
    {
        long estimate = (long)Math.Min(windowBytes, termLengthBytes / 2) * multiple;
        return (int)Math.Min(Math.Min(estimate, lengthBytes), termLengthBytes - termOffset);
    }
}
