using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Client;

/// <content>Closing, by the application and by losses. What is closed is first made unreachable; its memory goes when no thread is inside any more.</content>
internal sealed partial class ClientConductor
{
    /// <summary>Closes a publication; one that is closed stays so.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="isRevoked">Whether its listeners are to lose what they have not read.</param>
    public void Close(PublicationBase publication, bool isRevoked)
    {
        lock (_sync)
        {
            if (publication.IsClosed || _connection is not { } connection)
            {
                return;
            }

            _ = connection.Publications.Remove(publication.RegistrationId);
            publication.Shut();
            RetiredMemory retired = new(UseBarrier.Raise());
            retired.Add(connection.Logs, publication.OriginalRegistrationId, publication.Log, publication);
            _retired.Add(retired);
            connection.SendSometime(new DriverCommand
            {
                Kind = CommandKind.RemovePublication,
                RegistrationId = publication.RegistrationId,
                IsRevoked = isRevoked,
            });
        }
    }

    /// <summary>Closes a subscription and its images; one that is closed stays so.</summary>
    /// <param name="subscription">The subscription.</param>
    public void Close(Subscription subscription)
    {
        lock (_sync)
        {
            if (subscription.IsClosed || _connection is not { } connection)
            {
                return;
            }

            _ = connection.Subscriptions.Remove(subscription.RegistrationId);
            Image[] images = subscription.Shut();
            Array.ForEach(images, image => image.Shut());
            RetiredMemory retired = new(UseBarrier.Raise());
            foreach (Image image in images)
            {
                retired.Add(connection.Logs, image.CorrelationId, image.Log, null);
                Tell(() => subscription.Handlers.Unavailable?.Invoke(image));
            }

            connection.Strays.Remove(
                image => image.Subscription == subscription, image => retired.Add(connection.Logs, image.CorrelationId, image.Log, null));

            _retired.Add(retired);
            connection.SendSometime(new DriverCommand { Kind = CommandKind.RemoveSubscription, RegistrationId = subscription.RegistrationId });
        }
    }

    /// <summary>Closes a counter; one that is closed stays so.</summary>
    /// <param name="counter">The counter.</param>
    public void Close(AeronCounter counter)
    {
        lock (_sync)
        {
            if (counter.IsClosed || _connection is not { } connection)
            {
                return;
            }

            _ = connection.OwnCounters.Remove(counter.OwnerKey);
            counter.Shut();
            if (!counter.IsStatic)
            {
                connection.SendSometime(new DriverCommand { Kind = CommandKind.RemoveCounter, RegistrationId = counter.RegistrationId });
            }
        }
    }

    /// <summary>Closes the client.</summary>
    public void Close()
    {
        lock (_sync)
        {
            if (State == ClientState.Closed)
            {
                return;
            }

            State = ClientState.Closed;
            if (_connection is { } connection)
            {
                SayGoodbye(connection);
                Abandon(connection, EdgeRouterException.Usage("ER2215", "this Aeron client was closed"));
            }

            Monitor.PulseAll(_sync);
        }

        _ = Notify();
        AwaitUnused();
    }

    private static void SayGoodbye(Connection connection)
    {
        foreach (long registrationId in connection.Publications.Keys)
        {
            connection.SendSometime(new DriverCommand { Kind = CommandKind.RemovePublication, RegistrationId = registrationId });
        }

        foreach (long registrationId in connection.Subscriptions.Keys)
        {
            connection.SendSometime(new DriverCommand { Kind = CommandKind.RemoveSubscription, RegistrationId = registrationId });
        }

        connection.SendSometime(new DriverCommand { Kind = CommandKind.ClientClose });
    }

    private void Lose(LossReason reason, string errorId, string text, bool isFinal = false)
    {
        if (_connection is not { } connection)
        {
            return;
        }

        EdgeRouterException failure = EdgeRouterException.Environment(errorId, text);
        State = Options.Reconnects && !isFinal ? ClientState.Connecting : ClientState.Lost;
        _nextTimerNs = NowNs;
        bool mayBeKnown = reason is LossReason.ServicePaused or LossReason.EventsLost or LossReason.ConductorFailed or LossReason.DriverSilent;
        if (mayBeKnown && !connection.IsForgotten)
        {
            // The driver may live, or go on, and still know this client: what it holds for it can go at once.
            SayGoodbye(connection);
        }

        Abandon(connection, failure);
        ClientLoss loss = new(reason, Epoch, errorId, text);
        Report(failure);
        Tell(() => Options.OnLost?.Invoke(loss));
        Monitor.PulseAll(_sync);
    }

    private void Abandon(Connection connection, EdgeRouterException failure)
    {
        _connection = null;
        List<Image> gone = [];
        _retired.Add(connection.Shut(gone));
        foreach (Image image in gone)
        {
            Tell(() => image.Subscription.Handlers.Unavailable?.Invoke(image));
        }

        foreach (Registration registration in _pending.Values.ToArray())
        {
            if (!registration.IsDone || registration.Resource != null)
            {
                EdgeRouterException lost = EdgeRouterException.Environment("ER2214", $"{registration.What}: {failure.Message}", failure);
                Finish(registration, lost);
            }
        }
    }

    private void End(Connection connection, Image image)
    {
        image.Shut();
        Retire(connection, image);
        Tell(() => image.Subscription.Handlers.Unavailable?.Invoke(image));
    }

    private void Retire(Connection connection, Image image)
    {
        RetiredMemory retired = new(UseBarrier.Raise());
        retired.Add(connection.Logs, image.CorrelationId, image.Log, null);
        _retired.Add(retired);
    }

    private void EndDamaged(Image image, int lengthBytes, int termOffset)
    {
        if (_connection is { } connection && image.Subscription.Remove(image.CorrelationId) != null)
        {
            image.Shut();
            connection.Strays.Add(image);
            Tell(() => image.Subscription.Handlers.Unavailable?.Invoke(image));
            Report(EdgeRouterException.BadInput(
                "ER2220",
                $"{image} of channel '{image.Subscription.Channel}' holds a frame of {lengthBytes} bytes at offset {termOffset} of its term, which cannot be: "
                + "it was ended, and its senders go on without it"));
        }
    }

    private void AwaitUnused()
    {
        long deadlineNs = NowNs + (UseSlot.IsCallerInside ? 0 : Options.CloseTimeoutNs);
        while (true)
        {
            lock (_sync)
            {
                _ = Sweep();
                if (_retired.Count == 0)
                {
                    return;
                }

                if (NowNs >= deadlineNs)
                {
                    _ = new LeftMemory([.. _retired]);
                    _retired.Clear();
                    return;
                }
            }

            ParkIdle.Park(100 * TimeUnits.Microsecond);
        }
    }
}
