using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.Sending;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>Publications: their end, their spies, their destinations.</summary>
internal sealed partial class NetworkConductor
{
    private const string SpySource = "aeron:ipc";

    /// <inheritdoc/>
    public bool RemovePublication(long registrationId, bool isRevoked)
    {
        if (!_publicationById.Remove(registrationId, out NetworkPublication? publication))
        {
            return false;
        }

        if (isRevoked && publication.State == PublicationState.Active)
        {
            publication.Log.IsRevoked = true;
            Revoke(publication);
        }

        if (--publication.UserCount == 0 && publication.State == PublicationState.Active)
        {
            CloseWindow(publication);
            publication.State = PublicationState.Draining;
            if (publication.Spec.SenderPosition.Value >= publication.Log.ProducerPosition)
            {
                publication.Stream.IsEndOfStream = true;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void LinkPublication(long registrationId)
    {
        NetworkPublication publication = _publicationById[registrationId];
        if (publication.RegistrationId != registrationId)
        {
            return;
        }

        foreach (NetworkSubscription spy in _spies)
        {
            if (IsSpyOf(spy, publication))
            {
                Link(spy, publication);
            }
        }
    }

    /// <inheritdoc/>
    public void AddDestination(long publicationRegistrationId, long destinationRegistrationId, string channel)
    {
        SendEndpoint endpoint = ManualEndpointOf(publicationRegistrationId, channel);
        UdpChannel destination = _parser.ParseDestination(channel);
        Change(endpoint, SenderCommandKind.AddDestination, new SendDestination
        {
            RegistrationId = destinationRegistrationId,
            Address = destination.RemoteData,
            Place = destination.Endpoint!.Value,
            LastActivityNs = _nowNs,
        });
    }

    /// <inheritdoc/>
    public void RemoveDestination(long publicationRegistrationId, string channel)
    {
        SendEndpoint endpoint = ManualEndpointOf(publicationRegistrationId, channel);
        Change(endpoint, SenderCommandKind.RemoveDestination, new SendDestination { Address = _parser.ParseDestination(channel).RemoteData });
    }

    /// <inheritdoc/>
    public void RemoveDestinationById(long publicationRegistrationId, long destinationRegistrationId)
    {
        SendEndpoint endpoint = ManualEndpointOf(publicationRegistrationId, string.Empty);
        Change(endpoint, SenderCommandKind.RemoveDestinationById, new SendDestination { RegistrationId = destinationRegistrationId });
    }

    private static bool IsSpyOf(NetworkSubscription spy, NetworkPublication publication) =>
        publication.State == PublicationState.Active && spy.Wants(publication.StreamId, publication.SessionId) &&
        IsSame(publication.Line.Endpoint.Channel, spy.Channel);

    private static void CloseWindow(NetworkPublication publication)
    {
        long position = publication.Log.ProducerPosition;
        publication.Stream.IsActive = false;
        publication.Spec.PublisherLimit.Set(position);
        publication.Spec.PublisherPosition.Set(position);
        publication.Log.EndOfStreamPosition = position;
        publication.Log.IsConnected = false;
    }

    private SendEndpoint ManualEndpointOf(long registrationId, string channel)
    {
        if (!_publicationById.TryGetValue(registrationId, out NetworkPublication? publication))
        {
            throw new CommandRefusedException(DriverErrorCode.UnknownPublication, $"publication {registrationId} is not there");
        }

        SendEndpoint endpoint = publication.Line.Endpoint;
        return endpoint.Channel.ControlMode switch
        {
            ControlMode.Manual => endpoint,
            ControlMode.Dynamic => throw UdpChannelParser.Refusal(
                DriverErrorCode.UnknownPublication, channel, $"{publication.Channel.Text} finds its destinations itself"),
            _ => throw UdpChannelParser.Invalid(channel, $"{publication.Channel.Text} is not control-mode=manual: it has no destinations"),
        };
    }

    private void Change(SendEndpoint endpoint, SenderCommandKind kind, in SendDestination destination) =>
        _sender.Commands.Write(new SenderCommand { Kind = kind, Endpoint = endpoint, Destination = destination });

    private void Link(NetworkSubscription spy, NetworkPublication publication)
    {
        long position = publication.Spec.SenderPosition.Value;
        CounterCell cell = AddPosition(spy, publication.Spies, publication.SessionId, publication.RegistrationId, position);
        publication.Stream.Spies = publication.Spies.ToCells();
        _host.OnAvailableImage(new AvailableImage(
            publication.RegistrationId,
            publication.SessionId,
            publication.StreamId,
            spy.RegistrationId,
            cell.Id,
            publication.Log.File.Path,
            SpySource));
    }

    private void OnTime(NetworkPublication publication)
    {
        switch (publication.State)
        {
            case PublicationState.Active:
                OnTimeActive(publication);
                break;
            case PublicationState.Draining:
                OnTimeDraining(publication);
                break;
            case PublicationState.Linger when publication.UserCount == 0 &&
                (publication.Stream.HasUnicastEnd || _nowNs - publication.ActivityNs > publication.LingerNs):
                publication.State = PublicationState.Releasing;
                _sender.Commands.Write(new SenderCommand
                {
                    Kind = SenderCommandKind.RemoveStream,
                    Endpoint = publication.Line.Endpoint,
                    Stream = publication.Stream,
                });
                break;
            default:
                break;
        }
    }

    private void OnTimeActive(NetworkPublication publication)
    {
        long sender = publication.Spec.SenderPosition.Value;
        long producer = publication.Log.ProducerPosition;
        if (publication.Spies.Items.Count > 0)
        {
            long limit = sender - publication.Spec.WindowBytes + (publication.Spec.WindowBytes / 4);
            SpyTethers events = new(_host, publication);
            if (publication.Spies.CheckTethers(limit, TetherTimes.Of(publication.Channel, _options), events, _nowNs))
            {
                publication.Stream.Spies = publication.Spies.ToCells();
            }
        }

        if (publication.Request.IsExclusive || sender != publication.LastSenderPosition || producer <= sender)
        {
            publication.LastSenderPosition = sender;
            publication.ActivityNs = _nowNs;
        }
        else if (_nowNs - publication.ActivityNs > _options.UnblockTimeoutNs && _host.Unblock(publication.Log, sender))
        {
            _cells.Unblocked.Add(1);
        }
    }

    private void OnTimeDraining(NetworkPublication publication)
    {
        long sender = publication.Spec.SenderPosition.Value;
        long producer = publication.Log.ProducerPosition;
        publication.Spec.PublisherPosition.Set(producer);
        if (producer <= sender)
        {
            publication.Stream.IsEndOfStream = true;
        }
        else if (_host.Unblock(publication.Log, sender))
        {
            _cells.Unblocked.Add(1);
            return;
        }
        else if (publication.Stream.HasReceivers)
        {
            return;
        }

        if (publication.Spies.Slowest(producer) >= producer)
        {
            DropSpies(publication);
            publication.ActivityNs = _nowNs;
            publication.State = PublicationState.Linger;
        }
    }

    private void Revoke(NetworkPublication publication)
    {
        CloseWindow(publication);
        publication.Stream.IsEndOfStream = true;
        DropSpies(publication);
        publication.ActivityNs = _nowNs;
        publication.State = PublicationState.Linger;
        _cells.PublicationsRevoked.Add(1);
    }

    private void DropSpies(NetworkPublication publication)
    {
        publication.Stream.Spies = SubscriberCells.None;
        foreach (SubscriberPosition position in publication.Spies.Items)
        {
            NetworkSubscription spy = position.Subscription;
            _host.OnUnavailableImage(publication.RegistrationId, spy.RegistrationId, publication.StreamId, spy.Channel.Text);
            Free(position.Cell);
        }

        publication.Spies.Clear();
    }

    private void ReleasePublications()
    {
        foreach (NetworkPublication publication in _publications.FindAll(
            static p => p.State == PublicationState.Releasing && p.Stream.IsReleased))
        {
            _ = _publications.Remove(publication);
            foreach (CounterCell cell in publication.Counters)
            {
                Free(cell);
            }

            _host.DeleteLog(publication.Log);
            Leave(publication.Line);
        }
    }
}
