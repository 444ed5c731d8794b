using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>What the network half needs of the driver's conductor; called on the conductor's thread only.</summary>
internal unsafe interface INetworkHost
{
    /// <summary>The next correlation id of the command ring: the id of an image.</summary>
    long NextCorrelationId();

    /// <summary>The next session id; the caller skips those in use.</summary>
    int NextSessionId();

    /// <summary>Allocates a counter with its key, label, registration, owner and reference.</summary>
    /// <param name="request">What to write.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="CommandRefusedException">There is no room for one more.</exception>
    int AllocateCounter(in CounterRequest request);

    /// <summary>The value of a counter, 8-aligned in the mapped counters; valid until it is freed.</summary>
    /// <param name="counterId">Its id.</param>
    long* CounterValue(int counterId);

    /// <summary>Frees a counter.</summary>
    /// <param name="counterId">Its id.</param>
    void FreeCounter(int counterId);

    /// <summary>The value of a system counter.</summary>
    /// <param name="systemCounterId">0 to 45.</param>
    long* SystemCounter(int systemCounterId);

    /// <summary>Makes a log file after the storage check, all zero. The caller is its user; it is also counted as mapped.</summary>
    /// <param name="folder"><c>publications</c> or <c>images</c>.</param>
    /// <param name="id">Its registration or correlation id: its name.</param>
    /// <param name="sizeBytes">Bytes of the file.</param>
    /// <param name="isSparse">Whether pages may come on first touch.</param>
    /// <exception cref="CommandRefusedException">There is no room on the device.</exception>
    MappedFile CreateLog(string folder, long id, long sizeBytes, bool isSparse);

    /// <summary>Deletes a log file and lets go of it.</summary>
    /// <param name="log">As made by <see cref="CreateLog"/>.</param>
    void DeleteLog(MappedFile log);

    /// <summary>Sends ON_AVAILABLE_IMAGE.</summary>
    /// <param name="image">Its fields.</param>
    void OnAvailableImage(in AvailableImage image);

    /// <summary>Sends ON_UNAVAILABLE_IMAGE.</summary>
    /// <param name="imageCorrelationId">The image.</param>
    /// <param name="subscriptionRegistrationId">The subscription.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="channel">The subscription's channel.</param>
    void OnUnavailableImage(long imageCorrelationId, long subscriptionRegistrationId, int streamId, string channel);

    /// <summary>Sends ON_PUBLICATION_ERROR.</summary>
    /// <param name="error">Its fields.</param>
    void OnPublicationError(in PublicationError error);

    /// <summary>Writes to the error log and counts it.</summary>
    /// <param name="code">Error code of AERON's list.</param>
    /// <param name="text">One line.</param>
    void RecordError(int code, string text);
}
