using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Client;

/// <content>What the driver tells (AERON.md §6). Everything in an event is held against what it leads to before it is used.</content>
internal sealed partial class ClientConductor : IRecordHandler
{
    private readonly DriverEvent _event = new();

    /// <inheritdoc/>
    void IRecordHandler.OnRecord(int typeId, ReadOnlySpan<byte> payload)
    {
        if (_connection is not { } connection || !EventCodec.TryRead(typeId, payload, _event))
        {
            return;
        }

        try
        {
            Take(connection);
        }
        catch (Exception failure) when (failure is EdgeRouterException or ArgumentException)
        {
            EdgeRouterException unusable = EdgeRouterException.BadInput(
                "ER2221", $"the driver's {_event.Kind} for {_event.CorrelationId} cannot be used: {failure.Message}", failure);
            if (_event.Kind != EventKind.AvailableImage && _pending.TryGetValue(_event.CorrelationId, out Registration? registration))
            {
                GiveBack(connection, registration);
                Finish(registration, unusable);
            }
            else
            {
                Report(unusable);
            }
        }
    }

    private void Take(Connection connection)
    {
        switch (_event.Kind)
        {
            case EventKind.Error:
                OnRefused(connection);
                break;
            case EventKind.AvailableImage:
                OnAvailableImage(connection);
                break;
            case EventKind.UnavailableImage:
                OnUnavailableImage(connection);
                break;
            case EventKind.PublicationReady or EventKind.ExclusivePublicationReady:
                OnPublicationReady(connection);
                break;
            case EventKind.SubscriptionReady:
                OnSubscriptionReady(connection);
                break;
            case EventKind.CounterReady or EventKind.StaticCounter:
                OnCounterReady(connection);
                break;
            case EventKind.UnavailableCounter:
                OnUnavailableCounter(connection);
                break;
            case EventKind.ClientTimeout when _event.ClientId == connection.ClientId:
                Lose(LossReason.ClientTimedOut, "ER2217", "the driver has given this client up: it did not show life for too long");
                break;
            case EventKind.PublicationError:
                OnPublicationError(connection);
                break;
            case EventKind.OperationSucceeded:
                _ = Pending(RegistrationKind.Destination) ?? Pending(RegistrationKind.Rejection);
                break;
            case EventKind.NextSessionId when Pending(RegistrationKind.NextSessionId) is { } asked:
                asked.Number = _event.SessionId;
                break;
        }
    }

    private void OnRefused(Connection connection)
    {
        if (_pending.TryGetValue(_event.CorrelationId, out Registration? registration) && !registration.IsDone)
        {
            EdgeRouterException refusal = DriverRefusal.Make(registration.What, _event.ErrorCode, _event.Text);
            if (registration.Kind == RegistrationKind.Rejection)
            {
                Report(refusal);
            }

            Finish(registration, refusal);
        }
        else if (_event.ErrorCode == DriverErrorCode.ChannelEndpoint)
        {
            // An error of a channel later on names the counter of its state in place of a command.
            PublicationBase? publication = connection.Publications.Values.FirstOrDefault(p => p.ChannelStatusId == _event.CorrelationId);
            Subscription? subscription = connection.Subscriptions.Values.FirstOrDefault(s => s.ChannelStatusId == _event.CorrelationId);
            if ((publication?.Channel ?? subscription?.Channel) is { } channel)
            {
                Report(EdgeRouterException.Environment("ER2226", $"channel '{channel}' of the driver fails: {_event.Text}"));
            }
        }
    }

    private void OnPublicationReady(Connection connection)
    {
        bool isExclusive = _event.Kind == EventKind.ExclusivePublicationReady;
        if (Pending(isExclusive ? RegistrationKind.ExclusivePublication : RegistrationKind.Publication) is not { } registration)
        {
            return;
        }

        if (registration.IsCancelled)
        {
            GiveBack(connection, registration);
            return;
        }

        CounterCell limit = connection.Counters.Cell(_event.CounterId);
        CounterCell status = _event.ChannelStatusId < 0 ? default : connection.Counters.Cell(_event.ChannelStatusId);
        LogBuffer log = connection.Logs.Take(_event.OriginalRegistrationId, _event.Text);
        PublicationParts parts = new(
            log, limit, status, registration.Channel, _event.StreamId, _event.SessionId, registration.CorrelationId, _event.OriginalRegistrationId);
        PublicationBase publication = isExclusive ? new ExclusivePublication(this, in parts) : new Publication(this, in parts);
        connection.Publications.Add(registration.CorrelationId, publication);
        registration.Resource = publication;
    }

    private void OnSubscriptionReady(Connection connection)
    {
        if (Pending(RegistrationKind.Subscription) is not { } registration)
        {
            return;
        }

        if (registration.IsCancelled)
        {
            GiveBack(connection, registration);
            return;
        }

        CounterCell status = _event.ChannelStatusId < 0 ? default : connection.Counters.Cell(_event.ChannelStatusId);
        Subscription subscription = new(this, registration, status);
        connection.Subscriptions.Add(registration.CorrelationId, subscription);
        registration.Resource = subscription;
    }

    private void OnAvailableImage(Connection connection)
    {
        if (!connection.Subscriptions.TryGetValue(_event.SubscriptionId, out Subscription? subscription)
            || subscription.HasImage(_event.CorrelationId))
        {
            return;
        }

        CounterCell position = connection.Counters.Cell(_event.CounterId);
        LogBuffer log = connection.Logs.Take(_event.CorrelationId, _event.Text);
        long joined = position.Value;
        if (joined < 0 || joined > log.PositionMax || joined % FrameLayout.Alignment != 0)
        {
            connection.Logs.Return(_event.CorrelationId, log);
            throw EdgeRouterException.BadInput("ER2221", $"it begins at position {joined}");
        }

        ImageParts parts = new(log, position, joined, _event.SessionId, _event.CorrelationId, _event.Source);
        Image image = new(this, subscription, in parts);
        subscription.Add(image);
        Tell(() => subscription.Handlers.Available?.Invoke(image));
    }

    private void OnUnavailableImage(Connection connection)
    {
        if (connection.Subscriptions.TryGetValue(_event.SubscriptionId, out Subscription? subscription)
            && subscription.Remove(_event.CorrelationId) is { } image)
        {
            End(connection, image);
        }

        connection.Strays.Remove(
            stray => stray.CorrelationId == _event.CorrelationId && stray.Subscription.RegistrationId == _event.SubscriptionId,
            stray => Retire(connection, stray));
    }

    private void OnCounterReady(Connection connection)
    {
        bool isStatic = _event.Kind == EventKind.StaticCounter;
        if (Pending(isStatic ? RegistrationKind.StaticCounter : RegistrationKind.Counter) is { } registration)
        {
            if (registration.IsCancelled)
            {
                GiveBack(connection, registration);
            }
            else
            {
                long number = isStatic ? registration.Command.RegistrationId : registration.CorrelationId;
                AeronCounter counter = new(this, connection.Counters.Cell(_event.CounterId), number, isStatic);
                connection.OwnCounters[registration.CorrelationId] = counter;
                counter.OwnerKey = registration.CorrelationId;
                registration.Resource = counter;
            }
        }

        if (!isStatic && Options.OnAvailableCounter is { } handler)
        {
            (long id, int counterId) = (_event.CorrelationId, _event.CounterId);
            Tell(() => handler(id, counterId));
        }
    }

    private static void GiveBack(Connection connection, Registration registration)
    {
        CommandKind removal = registration.Kind switch
        {
            RegistrationKind.Publication or RegistrationKind.ExclusivePublication => CommandKind.RemovePublication,
            RegistrationKind.Subscription => CommandKind.RemoveSubscription,
            RegistrationKind.Counter => CommandKind.RemoveCounter,
            _ => CommandKind.None,
        };
        if (removal != CommandKind.None)
        {
            connection.SendSometime(new DriverCommand { Kind = removal, RegistrationId = registration.CorrelationId });
        }
    }

    private void OnUnavailableCounter(Connection connection)
    {
        (long id, int counterId) = (_event.CorrelationId, _event.CounterId);
        if (id == connection.ClientId && !connection.Heartbeat.IsNone && connection.Heartbeat.Id == counterId)
        {
            Lose(LossReason.ClientTimedOut, "ER2217", "the driver has given this client up: it did not show life for too long");
            return;
        }

        if (connection.OwnCounters.TryGetValue(id, out AeronCounter? own) && own.Id == counterId)
        {
            _ = connection.OwnCounters.Remove(id);
            own.Shut();
        }

        if (Options.OnUnavailableCounter is { } handler)
        {
            Tell(() => handler(id, counterId));
        }
    }

    private void OnPublicationError(Connection connection)
    {
        if (connection.Publications.ContainsKey(_event.CorrelationId) && Options.OnPublicationError is { } handler)
        {
            PublicationFailure failure = new(
                _event.CorrelationId, _event.SessionId, _event.StreamId, _event.ReceiverId, _event.ErrorCode, _event.Text);
            Tell(() => handler(failure));
        }
    }

    private Registration? Pending(RegistrationKind kind)
    {
        if (!_pending.TryGetValue(_event.CorrelationId, out Registration? registration) || registration.Kind != kind || registration.IsDone)
        {
            return null;
        }

        Finish(registration, null);
        return registration;
    }

    private void Finish(Registration registration, EdgeRouterException? failure)
    {
        registration.IsDone = true;
        registration.Failure = failure;
        if (registration.IsCancelled)
        {
            _ = _pending.Remove(registration.CorrelationId);
        }

        Monitor.PulseAll(_sync);
    }
}
