namespace EdgeRouter.Routing.Venues;

/// <summary>What a venue's refusal asks the router to do about the venue.</summary>
public enum RejectClass : byte
{
    /// <summary>The order was the matter: try it elsewhere, go on using the venue.</summary>
    RetryElsewhere = 0,

    /// <summary>The venue was the matter, and it will pass: nothing is sent there for a while.</summary>
    BackOff = 1,

    /// <summary>The venue does not want us: after a few of these nothing is sent there until a person enables it again.</summary>
    DisableVenue = 2,
}
