namespace EdgeRouter.Aeron.Client;

/// <summary>What is asked of a driver.</summary>
internal enum RegistrationKind
{
    /// <summary>A publication that is shared.</summary>
    Publication,

    /// <summary>A publication of one writer.</summary>
    ExclusivePublication,

    /// <summary>A subscription.</summary>
    Subscription,

    /// <summary>A counter.</summary>
    Counter,

    /// <summary>A counter that outlives the client.</summary>
    StaticCounter,

    /// <summary>A destination, to come or to go.</summary>
    Destination,

    /// <summary>A session number.</summary>
    NextSessionId,

    /// <summary>An image's end.</summary>
    Rejection,
}
