namespace EdgeRouter.Aeron.Client;

/// <summary>What an offer or a claim gives back when it is no position: every one of them is below zero.</summary>
public static class OfferResult
{
    /// <summary>Nobody listens. Try again later, or drop.</summary>
    public const long NotConnected = -1;

    /// <summary>The slowest listener has no room left. Try again.</summary>
    public const long BackPressured = -2;

    /// <summary>A term ended. Try again at once.</summary>
    public const long AdminAction = -3;

    /// <summary>The publication was closed, revoked, or lost with its driver: it will never take anything again.</summary>
    public const long Closed = -4;

    /// <summary>The stream has reached the greatest position its term length allows. Only a new publication helps.</summary>
    public const long MaxPositionExceeded = -5;

    /// <summary>A result in words.</summary>
    /// <param name="result">What an offer gave back.</param>
    public static string Name(long result) =>
        result switch
        {
            NotConnected => "not connected",
            BackPressured => "back-pressured",
            AdminAction => "admin action",
            Closed => "closed",
            MaxPositionExceeded => "max position exceeded",
            _ => result < 0 ? "unknown" : "sent",
        };
}
