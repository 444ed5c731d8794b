namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>Session ids one behind the other, from a random one on. -1 to 1,000 are left to those who name theirs.</summary>
/// <param name="first">Where to begin.</param>
internal sealed class SessionIds(int first)
{
    private const int ReservedFirst = -1;
    private const int ReservedLast = 1000;
    private int _next = first;

    /// <summary>The next one; the caller skips those in use.</summary>
    public int Next()
    {
        int id = _next is >= ReservedFirst and <= ReservedLast ? ReservedLast + 1 : _next;
        _next = unchecked(id + 1);
        return id;
    }
}
