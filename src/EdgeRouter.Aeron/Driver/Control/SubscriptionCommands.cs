using EdgeRouter.Aeron.Channels;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Ipc;
using EdgeRouter.Aeron.Driver.Udp;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>Carries out commands about subscriptions.</summary>
/// <param name="context">What conductors share.</param>
/// <param name="clients">Clients and what they have.</param>
/// <param name="ipc">Subscriptions in shared memory.</param>
/// <param name="network">All others.</param>
internal sealed class SubscriptionCommands(DriverContext context, ClientTable clients, IpcStreams ipc, INetworkConductor network)
{
    private const int NoChannelStatus = -1;

    /// <summary>Adds one. A spy of IPC is an ordinary subscription: nothing is sent that it could listen in to.</summary>
    /// <param name="command">The command.</param>
    public void Add(DriverCommand command)
    {
        clients.RequireNew(command.CorrelationId);
        ChannelUri uri = CommandChannel.Read(command.Text);
        if (uri.IsIpc)
        {
            IpcSubscription subscription = ReadIpc(command, uri, command.CorrelationId);
            DriverClient owner = clients.Know(command.ClientId);
            clients.Add(owner, new Registration(command.CorrelationId, RegistrationKind.IpcSubscription, owner.Id) { Subscription = subscription });
            ipc.AddSubscription(subscription);
            context.Events.SubscriptionReady(command.CorrelationId, NoChannelStatus);
            ipc.LinkSubscription(subscription);
            return;
        }

        DriverClient client = clients.Know(command.ClientId);
        int statusId = network.AddSubscription(new SubscriptionRequest(command.ClientId, command.CorrelationId, command.StreamId, command.Text));
        Registration registration = new(command.CorrelationId, RegistrationKind.NetworkSubscription, client.Id)
        {
            StreamId = command.StreamId,
            ControlMode = uri.Get("control-mode"),
        };
        clients.Add(client, registration);
        context.Events.SubscriptionReady(command.CorrelationId, statusId);
        network.LinkSubscription(command.CorrelationId);
    }

    /// <summary>Removes one.</summary>
    /// <param name="command">The command.</param>
    public void Remove(DriverCommand command)
    {
        Registration registration = Known(command);
        clients.Remove(registration);
        Release(registration);
        context.Events.Succeeded(command.CorrelationId);
    }

    /// <summary>Takes away what a registration stands for.</summary>
    /// <param name="registration">Of a subscription.</param>
    public void Release(Registration registration)
    {
        if (registration.Subscription is { } subscription)
        {
            ipc.RemoveSubscription(subscription);
        }

        if (registration.Kind == RegistrationKind.NetworkSubscription)
        {
            _ = network.RemoveSubscription(registration.Id);
        }
    }

    /// <summary>Adds a place that a subscription with manual destinations receives from: of the network, a spy, or IPC.</summary>
    /// <param name="command">The command.</param>
    public void AddDestination(DriverCommand command)
    {
        ChannelUri uri = CommandChannel.Read(command.Text);
        Registration registration = Manual(command);
        if (!uri.IsIpc)
        {
            network.AddReceiveDestination(registration.Id, command.Text);
            context.Events.Succeeded(command.CorrelationId);
            return;
        }

        if (registration.Subscription != null)
        {
            throw new CommandRefusedException(DriverErrorCode.InvalidChannel, $"subscription {registration.Id} receives from aeron:ipc already");
        }

        command.StreamId = registration.StreamId;
        registration.Subscription = ReadIpc(command, uri, registration.Id);
        ipc.AddSubscription(registration.Subscription);
        context.Events.Succeeded(command.CorrelationId);
        ipc.LinkSubscription(registration.Subscription);
    }

    /// <summary>Removes such a place.</summary>
    /// <param name="command">The command.</param>
    public void RemoveDestination(DriverCommand command)
    {
        ChannelUri uri = CommandChannel.Read(command.Text);
        Registration registration = Manual(command);
        if (!uri.IsIpc)
        {
            network.RemoveReceiveDestination(registration.Id, command.Text);
        }
        else if (registration.Subscription is { } subscription)
        {
            ipc.RemoveSubscription(subscription, isTold: true);
            registration.Subscription = null;
        }

        context.Events.Succeeded(command.CorrelationId);
    }

    private static IpcSubscription ReadIpc(DriverCommand command, ChannelUri uri, long registrationId)
    {
        return uri.Get("control-mode") == "response"
            ? throw new CommandRefusedException(DriverErrorCode.NotSupported, $"channel '{uri.Text}': response channels are not supported")
            : IpcSubscription.Of(registrationId, command.ClientId, command.StreamId, uri);
    }

    private static CommandRefusedException Unknown(DriverCommand command, string why = "") =>
        new(DriverErrorCode.UnknownSubscription, $"unknown subscription client_id={command.ClientId} registration_id={command.RegistrationId}{why}");

    private Registration Known(DriverCommand command) =>
        clients.Find(command.RegistrationId) is { IsSubscription: true } registration
            ? registration
            : throw Unknown(command);

    private Registration Manual(DriverCommand command)
    {
        Registration registration = Known(command);
        return registration.ControlMode switch
        {
            "manual" => registration,
            null => throw Unknown(command, ": its channel is not control-mode=manual"),
            _ => throw new CommandRefusedException(DriverErrorCode.InvalidChannel, "channel does not allow manual control"),
        };
    }
}
