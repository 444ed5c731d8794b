using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>What the network half needs of the driver's conductor; called on the conductor's thread only.</summary>
internal interface INetworkHost
{
    /// <summary>The next correlation id of the command ring: the id of an image.</summary>
    long NextCorrelationId();

    /// <summary>The next session id; the caller skips those in use.</summary>
    int NextSessionId();

    /// <summary>Allocates a counter, value 0.</summary>
    /// <param name="typeId">Its type: <see cref="CounterKind"/>.</param>
    /// <param name="key">Its key.</param>
    /// <param name="label">Its label.</param>
    /// <param name="registrationId">What it belongs to.</param>
    /// <param name="ownerId">The client, -1 if none.</param>
    /// <param name="referenceId">What it refers to, 0 if nothing.</param>
    /// <exception cref="CommandRefusedException">There is no room for one more.</exception>
    CounterCell AllocateCounter(int typeId, ReadOnlySpan<byte> key, string label, long registrationId, long ownerId, long referenceId);

    /// <summary>Frees a counter.</summary>
    /// <param name="counterId">Its id.</param>
    void FreeCounter(int counterId);

    /// <summary>A counter of the driver as a whole.</summary>
    /// <param name="counter">Which.</param>
    CounterCell SystemCell(SystemCounter counter);

    /// <summary>Makes a log file after the storage check and counts it as mapped.</summary>
    /// <param name="isImage">Whether it goes to <c>images</c>, not to <c>publications</c>.</param>
    /// <param name="parameters">Its metadata; its correlation id is its name.</param>
    /// <exception cref="CommandRefusedException">There is no room on the device.</exception>
    LogBuffer CreateLog(bool isImage, LogParameters parameters);

    /// <summary>Lets go of a log and deletes its file.</summary>
    /// <param name="log">As made by <see cref="CreateLog"/>.</param>
    void DeleteLog(LogBuffer log);

    /// <summary>Frees a concurrent publication of an unfinished frame where consumers wait.</summary>
    /// <param name="log">The publication's log.</param>
    /// <param name="blockedPosition">Where they wait.</param>
    /// <returns>Whether there was something to free.</returns>
    bool Unblock(LogBuffer log, long blockedPosition);

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
    /// <param name="code">What kind.</param>
    /// <param name="text">One line.</param>
    void RecordError(DriverErrorCode code, string text);
}
