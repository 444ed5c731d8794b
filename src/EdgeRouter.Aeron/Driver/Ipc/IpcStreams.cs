using EdgeRouter.Aeron.Channels;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Control;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Driver.Udp.Control;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Ipc;

/// <summary>All IPC publications and subscriptions of a driver.</summary>
/// <param name="context">What conductors share.</param>
/// <param name="network">The other publications, whose tags may be named here.</param>
internal sealed class IpcStreams(DriverContext context, INetworkConductor network)
{
    private readonly List<IpcPublication> _publications = [];
    private readonly List<IpcSubscription> _subscriptions = [];

    /// <summary>The publications.</summary>
    public IReadOnlyList<IpcPublication> Publications => _publications;

    /// <summary>Makes a publication, or finds an equal one that may be shared. The caller tells the client, then calls <see cref="LinkPublication"/>.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="uri">Its channel.</param>
    /// <exception cref="CommandRefusedException">It clashes with another, or cannot be made.</exception>
    public IpcPublication AddPublication(in PublicationRequest request, ChannelUri uri)
    {
        IpcPublicationSettings settings = WithTaggedSession(IpcPublicationSettings.Of(uri));
        IpcPublication? shared = request.IsExclusive ? null : FindShared(request.StreamId);
        if (shared != null)
        {
            IpcPublicationMatch.Require(shared, settings);
        }
        else
        {
            RequireFreeSession(settings, request.StreamId);
            shared = Make(request, settings);
            _publications.Add(shared);
        }

        shared.Hold();
        return shared;
    }

    /// <summary>A client lets go of a publication.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="isRevoked">Whether the stream ends at once.</param>
    public void LetGo(IpcPublication publication, bool isRevoked)
    {
        if (isRevoked)
        {
            publication.Revoke();
        }

        publication.LetGo();
        if (publication.IsOver && publication.IsUnread)
        {
            publication.Close();
            _ = _publications.Remove(publication);
        }
    }

    /// <summary>Gives a publication's image to all subscriptions that want it and do not have it.</summary>
    /// <param name="publication">The publication.</param>
    public void LinkPublication(IpcPublication publication)
    {
        foreach (IpcSubscription subscription in _subscriptions)
        {
            Link(publication, subscription);
        }
    }

    /// <summary>Adds a subscription. The caller tells the client, then calls <see cref="LinkSubscription"/>.</summary>
    /// <param name="subscription">The subscription.</param>
    public void AddSubscription(IpcSubscription subscription) => _subscriptions.Add(subscription);

    /// <summary>Gives a subscription the images of all publications that it wants.</summary>
    /// <param name="subscription">The subscription.</param>
    public void LinkSubscription(IpcSubscription subscription)
    {
        foreach (IpcPublication publication in _publications)
        {
            Link(publication, subscription);
        }
    }

    /// <summary>Removes a subscription and its positions.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="isTold">Whether its client is told that the images are gone.</param>
    public void RemoveSubscription(IpcSubscription subscription, bool isTold = false)
    {
        _ = _subscriptions.Remove(subscription);
        foreach (IpcPublication publication in _publications)
        {
            publication.Unlink(subscription, isTold);
        }
    }

    /// <summary>The publication behind an image.</summary>
    /// <param name="imageId">The image's number.</param>
    public IpcPublication? FindImage(long imageId) => _publications.Find(p => p.RegistrationId == imageId);

    /// <summary>Whether a session id is used in a stream.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="streamId">The stream.</param>
    public bool IsSessionInUse(int sessionId, int streamId) => _publications.Exists(p => p.StreamId == streamId && p.SessionId == sessionId);

    /// <summary>One round.</summary>
    /// <returns>Things done.</returns>
    public int UpdateLimits()
    {
        int work = 0;
        foreach (IpcPublication publication in _publications)
        {
            work += publication.UpdateLimits();
        }

        return work;
    }

    /// <summary>A timer has gone off.</summary>
    public void OnTimer()
    {
        for (int i = _publications.Count - 1; i >= 0; i--)
        {
            IpcPublication publication = _publications[i];
            if (publication.IsOver)
            {
                publication.Close();
                _publications.RemoveAt(i);
            }
            else if (publication.OnTimer())
            {
                LinkPublication(publication);
            }
        }
    }

    private void Link(IpcPublication publication, IpcSubscription subscription)
    {
        try
        {
            publication.Link(subscription);
        }
        catch (CommandRefusedException e)
        {
            // The command itself was answered already; what is missing is one image.
            context.Errors.Record($"subscription {subscription.RegistrationId} gets no image of publication {publication.RegistrationId}: {e.Message}");
        }
    }

    private IpcPublication? FindShared(int streamId) =>
        _publications.Find(p => p.StreamId == streamId && !p.IsExclusive && p.State == IpcPublicationState.Active);

    private IpcPublicationSettings WithTaggedSession(IpcPublicationSettings settings)
    {
        if (settings.SessionTag is not { } tag)
        {
            return settings;
        }

        TaggedPublication named = FindTagged(tag) ?? network.FindTagged(tag)
            ?? throw new CommandRefusedException(
                DriverErrorCode.Generic, ChannelUri.Fault(settings.Uri.Text, $"session-id=tag:{tag} names no publication of this driver").Message);
        return settings with
        {
            SessionId = named.SessionId,
            TermBytes = settings.TermBytes ?? named.TermBytes,
            MtuBytes = settings.MtuBytes ?? named.MtuBytes,
        };
    }

    private TaggedPublication? FindTagged(long tag) =>
        _publications.Find(p => p.Settings.EntityTag == tag && p.State == IpcPublicationState.Active) is { } named
            ? new TaggedPublication(named.SessionId, named.Parameters.TermBytes, named.Parameters.MtuBytes)
            : null;

    private void RequireFreeSession(IpcPublicationSettings settings, int streamId)
    {
        if (settings.SessionId is { } wanted
            && _publications.Exists(p => p.StreamId == streamId && p.SessionId == wanted && p.State != IpcPublicationState.Linger))
        {
            throw new CommandRefusedException(
                DriverErrorCode.InvalidChannel,
                $"existing publication has clashing sessionId={wanted} for streamId={streamId} channel={settings.Uri.Text}");
        }
    }

    private IpcPublication Make(in PublicationRequest request, IpcPublicationSettings settings)
    {
        LogParameters parameters = IpcLog.Parameters(context, request, settings, settings.SessionId ?? NextSession(request.StreamId));
        LogBuffer log = context.Logs.Create(parameters);
        StreamCounters counters = context.StreamCounters;
        counters.Begin();
        try
        {
            StreamIdentity name = new(request.RegistrationId, request.ClientId, parameters.SessionId, request.StreamId, request.Channel);
            string label = request.IsExclusive ? "pub-pos (exclusive)" : "pub-pos (concurrent)";
            CounterCell written = counters.OfStream(CounterKind.PublisherPosition, label, name, log.ProducerPosition);
            CounterCell limit = counters.OfStream(CounterKind.PublisherLimit, "pub-lmt", name, log.ProducerPosition);
            return new IpcPublication(context, log, settings, parameters, written, limit);
        }
        catch (CommandRefusedException)
        {
            counters.RollBack();
            context.Logs.Delete(log);
            throw;
        }
    }

    private int NextSession(int streamId)
    {
        int id;
        do
        {
            id = context.Sessions.Next();
        }
        while (IsSessionInUse(id, streamId));
        return id;
    }
}
