namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>The network half of the driver, as its conductor sees it: everything behind <c>aeron:udp</c> and <c>aeron-spy:aeron:udp</c> channels. All
/// members but the two duty cycles belong to the conductor's thread. A command that cannot be done throws <see cref="CommandRefusedException"/>; the
/// conductor answers it with ON_ERROR. Registration ids are the correlation ids of the commands.</summary>
internal interface INetworkConductor : IDisposable
{
    /// <summary>Makes a publication, or joins an equal concurrent one. The caller answers the client first, then calls <see cref="LinkPublication"/>.</summary>
    /// <param name="request">What the client asks for.</param>
    PublicationReply AddPublication(in PublicationRequest request);

    /// <summary>Gives the images of a new publication to the spies that wait for it.</summary>
    /// <param name="registrationId">As given to <see cref="AddPublication"/>.</param>
    void LinkPublication(long registrationId);

    /// <summary>Takes one client's hold on a publication away; the last one drains it, or revokes it.</summary>
    /// <param name="registrationId">As given to <see cref="AddPublication"/>.</param>
    /// <param name="isRevoked">Whether subscribers lose what is not yet consumed.</param>
    /// <returns>False: there is none of that id here.</returns>
    bool RemovePublication(long registrationId, bool isRevoked);

    /// <summary>Makes a subscription, of the network or of a spy. The caller answers the client first, then calls <see cref="LinkSubscription"/>.</summary>
    /// <param name="request">What the client asks for.</param>
    /// <returns>The counter of the channel's status, -1 for a spy.</returns>
    int AddSubscription(in SubscriptionRequest request);

    /// <summary>Gives the images that are there to a new subscription.</summary>
    /// <param name="registrationId">As given to <see cref="AddSubscription"/>.</param>
    void LinkSubscription(long registrationId);

    /// <summary>Ends a subscription and frees its position counters.</summary>
    /// <param name="registrationId">As given to <see cref="AddSubscription"/>.</param>
    /// <returns>False: there is none of that id here.</returns>
    bool RemoveSubscription(long registrationId);

    /// <summary>Adds a place to send to, of a publication with <c>control-mode=manual</c>.</summary>
    /// <param name="publicationRegistrationId">The publication.</param>
    /// <param name="destinationRegistrationId">The command's correlation id.</param>
    /// <param name="channel">Its URI.</param>
    void AddDestination(long publicationRegistrationId, long destinationRegistrationId, string channel);

    /// <summary>Takes a place to send to away.</summary>
    /// <param name="publicationRegistrationId">The publication.</param>
    /// <param name="channel">Its URI as it was added.</param>
    void RemoveDestination(long publicationRegistrationId, string channel);

    /// <summary>Takes a place to send to away.</summary>
    /// <param name="publicationRegistrationId">The publication.</param>
    /// <param name="destinationRegistrationId">The id that it was added with.</param>
    void RemoveDestinationById(long publicationRegistrationId, long destinationRegistrationId);

    /// <summary>Adds a place to receive at, of a subscription with <c>control-mode=manual</c>.</summary>
    /// <param name="subscriptionRegistrationId">The subscription.</param>
    /// <param name="channel">Its URI.</param>
    void AddReceiveDestination(long subscriptionRegistrationId, string channel);

    /// <summary>Takes a place to receive at away.</summary>
    /// <param name="subscriptionRegistrationId">The subscription.</param>
    /// <param name="channel">Its URI as it was added.</param>
    void RemoveReceiveDestination(long subscriptionRegistrationId, string channel);

    /// <summary>Refuses everything further of an image and tells its sender why.</summary>
    /// <param name="imageCorrelationId">The image.</param>
    /// <param name="position">Position from which it is refused; for the log.</param>
    /// <param name="reason">Why, at most 1,023 bytes of UTF-8.</param>
    /// <returns>False: there is no such image here.</returns>
    bool RejectImage(long imageCorrelationId, long position, string reason);

    /// <summary>Whether a session id is used by a publication of a stream.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="streamId">The stream.</param>
    bool IsSessionInUse(int sessionId, int streamId);

    /// <summary>The conductor's part of a duty cycle: what sender and receiver report, limits of publications, rebuilding of images, timers.</summary>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <returns>Things done.</returns>
    int DoWork(long nowNs);

    /// <summary>The publication that has a tag, if it may still be written.</summary>
    /// <param name="tag">The second of its <c>tags</c>.</param>
    TaggedPublication? FindTagged(long tag);

    /// <summary>One duty cycle of the sender; called by one thread at a time.</summary>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <returns>Bytes or things done.</returns>
    int DoSenderWork(long nowNs);

    /// <summary>One duty cycle of the receiver; called by one thread at a time.</summary>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <returns>Bytes or things done.</returns>
    int DoReceiverWork(long nowNs);
}
