using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.Receiving;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>Subscriptions and spies.</summary>
internal sealed partial class NetworkConductor
{
    private readonly Dictionary<long, NetworkSubscription> _subscriptions = [];
    private readonly List<NetworkSubscription> _spies = [];

    /// <inheritdoc/>
    public int AddSubscription(in SubscriptionRequest request)
    {
        UdpChannel channel = _parser.Parse(request.Channel);
        RequireStream(channel, request.StreamId);
        int? sessionId = SessionOf(channel);
        if (channel.Uri.IsSpy)
        {
            NetworkSubscription spy = new(request, channel, null) { SessionId = sessionId };
            _subscriptions.Add(request.RegistrationId, spy);
            _spies.Add(spy);
            return -1;
        }

        ReceiveLine line = ReceiveLineOf(channel, request.RegistrationId);
        RequireSameImages(line, channel, request.StreamId);
        NetworkSubscription subscription = new(request, channel, line) { SessionId = sessionId };
        line.UserCount++;
        _subscriptions.Add(request.RegistrationId, subscription);
        if (line.Want(request.StreamId, subscription.SessionId))
        {
            Tell(ReceiverCommandKind.Want, subscription);
        }

        return line.Status.Id;
    }

    /// <inheritdoc/>
    public void LinkSubscription(long registrationId)
    {
        NetworkSubscription subscription = _subscriptions[registrationId];
        if (subscription.Line == null)
        {
            foreach (NetworkPublication publication in _publications)
            {
                if (IsSpyOf(subscription, publication))
                {
                    Link(subscription, publication);
                }
            }

            return;
        }

        foreach (PublicationImage image in _images)
        {
            bool isOpen = image.Subscribers.HasWorking &&
                (image.State == ImageState.Active || (image.State == ImageState.Draining && !image.IsDrained));
            if (isOpen && image.Line == subscription.Line && subscription.Wants(image.Spec.StreamId, image.Spec.SessionId))
            {
                Link(subscription, image);
            }
        }
    }

    /// <inheritdoc/>
    public bool RemoveSubscription(long registrationId)
    {
        if (!_subscriptions.Remove(registrationId, out NetworkSubscription? subscription))
        {
            return false;
        }

        if (subscription.Line == null)
        {
            RemoveSpy(subscription);
            return true;
        }

        foreach (PublicationImage image in _images)
        {
            if (image.Subscribers.Remove(subscription) is { } position)
            {
                image.Stream.Subscribers = image.Subscribers.ToCells();
                Free(position.Cell);
            }
        }

        if (subscription.Line.Unwant(subscription.StreamId, subscription.SessionId))
        {
            Tell(ReceiverCommandKind.Unwant, subscription);
        }

        Leave(subscription.Line);
        return true;
    }

    /// <inheritdoc/>
    public void AddReceiveDestination(long subscriptionRegistrationId, string channel)
    {
        ReceiveLine line = ManualLineOf(subscriptionRegistrationId, channel);
        UdpChannel destination = _parser.ParseDestination(channel);
        if (line.Ports.Exists(p => p.Destination.Channel.CanonicalForm == destination.CanonicalForm))
        {
            throw UdpChannelParser.Invalid(channel, "the subscription receives there already");
        }

        Add(line, OpenDestination(line, destination, subscriptionRegistrationId));
    }

    /// <inheritdoc/>
    public void RemoveReceiveDestination(long subscriptionRegistrationId, string channel)
    {
        ReceiveLine line = ManualLineOf(subscriptionRegistrationId, channel);
        UdpChannel destination = _parser.ParseDestination(channel);
        int index = line.Ports.FindIndex(p => p.Destination.Channel.CanonicalForm == destination.CanonicalForm);
        if (index < 0)
        {
            throw UdpChannelParser.Invalid(channel, "the subscription does not receive there");
        }

        (ReceiveDestination Destination, CounterCell Address) port = line.Ports[index];
        line.Ports.RemoveAt(index);
        _closingPorts.Add(port);
        _receiver.Commands.Write(new ReceiverCommand
        {
            Kind = ReceiverCommandKind.RemoveDestination,
            Endpoint = line.Endpoint,
            Destination = port.Destination,
        });
    }

    private void RemoveSpy(NetworkSubscription spy)
    {
        _ = _spies.Remove(spy);
        foreach (NetworkPublication publication in _publications)
        {
            if (publication.Spies.Remove(spy) is { } position)
            {
                publication.Stream.Spies = publication.Spies.ToCells();
                Free(position.Cell);
            }
        }
    }

    private int? SessionOf(UdpChannel channel)
    {
        if (channel.SessionIdTag is not { } tag)
        {
            return channel.SessionId;
        }

        return FindTagged(tag)?.SessionId ?? throw UdpChannelParser.Invalid(channel.Text, $"no network publication has the tag {tag}");
    }

    private void RequireSameImages(ReceiveLine line, UdpChannel channel, int streamId)
    {
        foreach (NetworkSubscription other in _subscriptions.Values)
        {
            if (other.Line == line && other.StreamId == streamId)
            {
                ChannelMatch.RequireSameImage(other.Channel, channel, streamId, _options);
            }
        }
    }

    private ReceiveLine ManualLineOf(long registrationId, string channel)
    {
        if (!_subscriptions.TryGetValue(registrationId, out NetworkSubscription? subscription) || subscription.Line == null)
        {
            throw new CommandRefusedException(DriverErrorCode.UnknownSubscription, $"subscription {registrationId} is not there");
        }

        return subscription.Line.Endpoint.Channel.ControlMode == ControlMode.Manual
            ? subscription.Line
            : throw UdpChannelParser.Invalid(channel, $"{subscription.Channel.Text} is not control-mode=manual: it has no destinations");
    }

    private void Tell(ReceiverCommandKind kind, NetworkSubscription subscription) => _receiver.Commands.Write(new ReceiverCommand
    {
        Kind = kind,
        Endpoint = subscription.Line!.Endpoint,
        StreamId = subscription.StreamId,
        SessionId = subscription.SessionId,
    });

    private CounterCell AddPosition(
        NetworkSubscription subscription, SubscriberList list, int sessionId, long referenceId, long position)
    {
        StreamIdentity identity = new(
            subscription.RegistrationId, subscription.ClientId, sessionId, subscription.StreamId, subscription.Channel.Text, referenceId);
        CounterCell cell = _counters.OfSubscriber(identity, position);
        list.Add(new SubscriberPosition(subscription, cell, _nowNs));
        return cell;
    }
}
