using System.Diagnostics.CodeAnalysis;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Client;

/// <content>What is asked of the driver, by any thread.</content>
internal sealed partial class ClientConductor
{
    private const int WaitMs = 5;
    private const int RejectReasonCharsMax = 1000;

    /// <summary>Asks for something.</summary>
    /// <param name="registration">What.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="EdgeRouterException">ER2213, ER2214, ER2215, ER2228: it cannot be asked.</exception>
    public long Begin(Registration registration)
    {
        lock (_sync)
        {
            Connection connection = RequireConnection(registration.What);
            long number = connection.Send(registration.Command);
            if (number < 0)
            {
                throw EdgeRouterException.Environment("ER2213", $"{registration.What}: the driver in {Options.Directory} does not read its commands");
            }

            registration.CorrelationId = number;
            registration.DeadlineNs = NowNs + Options.DriverTimeoutNs;
            _pending.Add(number, registration);
            return number;
        }
    }

    /// <summary>Waits for what was asked for.</summary>
    /// <typeparam name="TResource">What it is.</typeparam>
    /// <param name="number">Its number.</param>
    public TResource Await<TResource>(long number)
        where TResource : class, IDisposable => (TResource)Await(number).Resource!;

    /// <summary>Waits for an answer. The client's own thread, or any with an invoker, works rounds meanwhile.</summary>
    /// <param name="number">Its number.</param>
    public Registration Await(long number)
    {
        while (true)
        {
            lock (_sync)
            {
                if (TryComplete(number, out Registration? registration))
                {
                    return registration;
                }

                if (Options.UsesInvoker || _ownThreadId == Environment.CurrentManagedThreadId)
                {
                    _ = Round();
                }

                _ = Monitor.Wait(_sync, Options.UsesInvoker ? 0 : WaitMs);
            }

            if (Options.UsesInvoker)
            {
                Idle.ParkIdle.Park(100 * TimeUnits.Microsecond);
            }
        }
    }

    /// <summary>Looks whether something is there.</summary>
    /// <typeparam name="TResource">What it is.</typeparam>
    /// <param name="number">Its number.</param>
    /// <param name="resource">The resource.</param>
    public bool TryComplete<TResource>(long number, [NotNullWhen(true)] out TResource? resource)
        where TResource : class, IDisposable
    {
        resource = null;
        lock (_sync)
        {
            if (_pending.TryGetValue(number, out Registration? asked) && asked.Resource is { } made and not TResource)
            {
                throw EdgeRouterException.Usage("ER2222", $"{asked.What} is no {typeof(TResource).Name} but a {made.GetType().Name}");
            }

            if (TryComplete(number, out Registration? registration))
            {
                resource = (TResource)registration.Resource!;
            }
        }

        return resource != null;
    }

    /// <summary>Looks whether something is done; an answer of either kind uses its number up.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="registration">What was asked for.</param>
    /// <exception cref="EdgeRouterException">ER2222: nothing of that number is waited for; else why it came to nothing.</exception>
    public bool TryComplete(long number, [NotNullWhen(true)] out Registration? registration)
    {
        lock (_sync)
        {
            if (!_pending.TryGetValue(number, out registration) || registration.IsCancelled)
            {
                throw EdgeRouterException.Usage("ER2222", $"nothing of number {number} is waited for");
            }

            if (!registration.IsDone && NowNs >= registration.DeadlineNs)
            {
                // It may be answered yet: then it is given back.
                registration.IsCancelled = true;
                throw EdgeRouterException.Environment(
                    "ER2212",
                    $"{registration.What}: no answer of the driver in {Options.Directory} within {Options.DriverTimeoutNs / TimeUnits.Millisecond} ms");
            }

            if (!registration.IsDone)
            {
                registration = null;
                return false;
            }

            _ = _pending.Remove(number);
            return registration.Failure == null ? true : throw registration.Failure;
        }
    }

    /// <summary>Forgets what was asked for, and gives back what has come of it.</summary>
    /// <param name="number">Its number.</param>
    public void Cancel(long number)
    {
        IDisposable? made = null;
        lock (_sync)
        {
            if (_pending.TryGetValue(number, out Registration? registration))
            {
                registration.IsCancelled = true;
                made = registration.Resource;
                if (registration.IsDone)
                {
                    _ = _pending.Remove(number);
                }
            }
        }

        made?.Dispose();
    }

    /// <summary>A session number that is free.</summary>
    /// <param name="streamId">Of which stream.</param>
    public int NextSessionId(int streamId) => Await(Begin(new Registration(RegistrationKind.NextSessionId, string.Empty, streamId))).Number;

    /// <summary>Asks for a destination of a publication, to come or to go.</summary>
    /// <param name="kind">Which of the two.</param>
    /// <param name="publication">Of which publication.</param>
    /// <param name="channel">Where to.</param>
    public long BeginDestination(CommandKind kind, PublicationBase publication, string channel)
    {
        RequireOpen(publication.IsClosed, $"publication '{publication.Channel}' stream {publication.StreamId}");
        return Begin(DestinationOf(kind, publication.RegistrationId, publication.StreamId, channel));
    }

    /// <summary>Asks for a destination of a subscription, to come or to go.</summary>
    /// <param name="kind">Which of the two.</param>
    /// <param name="subscription">Of which subscription.</param>
    /// <param name="channel">Where from.</param>
    public long BeginDestination(CommandKind kind, Subscription subscription, string channel)
    {
        RequireOpen(subscription.IsClosed, $"subscription '{subscription.Channel}' stream {subscription.StreamId}");
        return Begin(DestinationOf(kind, subscription.RegistrationId, subscription.StreamId, channel));
    }

    /// <summary>Asks for the end of a publication's destination.</summary>
    /// <param name="publication">Of which publication.</param>
    /// <param name="destinationId">Which.</param>
    public long BeginRemoveDestination(PublicationBase publication, long destinationId)
    {
        RequireOpen(publication.IsClosed, $"publication '{publication.Channel}' stream {publication.StreamId}");
        return Begin(new Registration(RegistrationKind.Destination, $"number {destinationId}", publication.StreamId)
        {
            Command = new DriverCommand
            {
                Kind = CommandKind.RemoveDestinationById,
                RegistrationId = publication.RegistrationId,
                DestinationId = destinationId,
            },
        });
    }

    /// <summary>Asks for the end of an image.</summary>
    /// <param name="image">Which.</param>
    /// <param name="reason">Why.</param>
    public void Reject(Image image, string reason)
    {
        lock (_sync)
        {
            RequireOpen(image.IsClosed, image.ToString());
            Registration rejection = new(RegistrationKind.Rejection, image.ToString(), image.Subscription.StreamId)
            {
                Command = new DriverCommand
                {
                    Kind = CommandKind.RejectImage,
                    RegistrationId = image.CorrelationId,
                    Position = image.Position,
                    Text = reason.Length <= RejectReasonCharsMax ? reason : reason[..RejectReasonCharsMax],
                },
            };
            _ = Begin(rejection);
            rejection.IsCancelled = true;
        }
    }

    /// <summary>What the driver has noted as errors.</summary>
    /// <param name="sinceMs">Since when, ms since the epoch.</param>
    public IReadOnlyList<ErrorEntry> ReadErrors(long sinceMs)
    {
        lock (_sync)
        {
            return _connection?.Errors.Read(sinceMs) ?? [];
        }
    }

    /// <summary>Reads the driver's counters while they cannot go.</summary>
    /// <typeparam name="TState">What the reading needs.</typeparam>
    /// <typeparam name="TResult">What it gives.</typeparam>
    /// <param name="read">The reading.</param>
    /// <param name="state">What it needs.</param>
    /// <param name="whenNone">What it gives without a driver.</param>
    public TResult ReadCounters<TState, TResult>(Func<CounterReader, TState, TResult> read, TState state, TResult whenNone)
    {
        lock (_sync)
        {
            return _connection is { } connection ? read(connection.Counters, state) : whenNone;
        }
    }

    private static Registration DestinationOf(CommandKind kind, long registrationId, int streamId, string channel) =>
        new(RegistrationKind.Destination, channel, streamId)
        {
            Command = new DriverCommand { Kind = kind, RegistrationId = registrationId, Text = channel },
        };

    // What is closed may be of an earlier connection: its number can be another one's by now.
    private static void RequireOpen(bool isClosed, string what)
    {
        if (isClosed)
        {
            throw EdgeRouterException.Usage("ER2229", $"{what} is closed: add it anew");
        }
    }

    private Connection RequireConnection(string what) =>
        State switch
        {
            ClientState.Closed or ClientState.Lost =>
                throw EdgeRouterException.Usage("ER2215", $"{what}: this Aeron client is closed"),
            _ => _connection ?? throw EdgeRouterException.Environment(
                "ER2214", $"{what}: the client has no driver in {Options.Directory} at the moment; try again when it is connected"),
        };
}
