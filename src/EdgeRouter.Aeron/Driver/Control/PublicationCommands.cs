using EdgeRouter.Aeron.Channels;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Ipc;
using EdgeRouter.Aeron.Driver.Udp;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>Carries out commands about publications.</summary>
/// <param name="context">What conductors share.</param>
/// <param name="clients">Clients and what they have.</param>
/// <param name="ipc">Publications in shared memory.</param>
/// <param name="network">All others.</param>
internal sealed class PublicationCommands(DriverContext context, ClientTable clients, IpcStreams ipc, INetworkConductor network)
{
    private const int NoChannelStatus = -1;

    /// <summary>Adds one, or joins one.</summary>
    /// <param name="command">The command.</param>
    public void Add(DriverCommand command)
    {
        clients.RequireNew(command.CorrelationId);
        ChannelUri uri = CommandChannel.Read(command.Text);
        if (uri.IsSpy)
        {
            throw new CommandRefusedException(DriverErrorCode.InvalidChannel, $"channel '{uri.Text}': a spy cannot be published to");
        }

        DriverClient client = clients.Know(command.ClientId);
        bool isExclusive = command.Kind == CommandKind.AddExclusivePublication;
        PublicationRequest request = new(command.ClientId, command.CorrelationId, command.StreamId, command.Text, isExclusive);
        if (uri.IsIpc)
        {
            AddIpc(client, request, uri);
        }
        else
        {
            PublicationReply reply = network.AddPublication(request);
            clients.Add(client, new Registration(request.RegistrationId, RegistrationKind.NetworkPublication, client.Id));
            context.Events.PublicationReady(request.RegistrationId, isExclusive, request.StreamId, reply);
            network.LinkPublication(request.RegistrationId);
        }
    }

    /// <summary>Removes a client's hold on one.</summary>
    /// <param name="command">The command.</param>
    public void Remove(DriverCommand command)
    {
        if (clients.Find(command.RegistrationId) is not { IsPublication: true } registration || registration.ClientId != command.ClientId)
        {
            throw new CommandRefusedException(
                DriverErrorCode.UnknownPublication, $"unknown publication client_id={command.ClientId} registration_id={command.RegistrationId}");
        }

        clients.Remove(registration);
        Release(registration, command.IsRevoked);
        context.Events.Succeeded(command.CorrelationId);
    }

    /// <summary>Takes away what a registration stands for.</summary>
    /// <param name="registration">Of a publication.</param>
    /// <param name="isRevoked">Whether the stream ends at once.</param>
    public void Release(Registration registration, bool isRevoked)
    {
        if (registration.Publication is { } publication)
        {
            ipc.LetGo(publication, isRevoked);
        }
        else
        {
            _ = network.RemovePublication(registration.Id, isRevoked);
        }
    }

    /// <summary>Adds or removes a place that a network publication is sent to.</summary>
    /// <param name="command">The command.</param>
    public void ChangeDestination(DriverCommand command)
    {
        Registration registration = clients.Find(command.RegistrationId) is { IsPublication: true } found
            ? found
            : throw new CommandRefusedException(DriverErrorCode.UnknownPublication, $"unknown publication registration_id={command.RegistrationId}");
        if (registration.Kind == RegistrationKind.IpcPublication)
        {
            throw new CommandRefusedException(
                DriverErrorCode.UnknownPublication,
                $"unknown publication registration_id={command.RegistrationId}: one of aeron:ipc has no destinations");
        }

        switch (command.Kind)
        {
            case CommandKind.AddDestination:
                network.AddDestination(command.RegistrationId, command.CorrelationId, command.Text);
                break;
            case CommandKind.RemoveDestination:
                network.RemoveDestination(command.RegistrationId, command.Text);
                break;
            default:
                network.RemoveDestinationById(command.RegistrationId, command.DestinationId);
                break;
        }

        context.Events.Succeeded(command.CorrelationId);
    }

    private void AddIpc(DriverClient client, in PublicationRequest request, ChannelUri uri)
    {
        IpcPublication publication = ipc.AddPublication(request, uri);
        clients.Add(client, new Registration(request.RegistrationId, RegistrationKind.IpcPublication, client.Id) { Publication = publication });
        PublicationReply reply = new(
            publication.RegistrationId, publication.SessionId, publication.LimitCounterId, NoChannelStatus, publication.Log.File.Path);
        context.Events.PublicationReady(request.RegistrationId, request.IsExclusive, request.StreamId, reply);
        ipc.LinkPublication(publication);
    }
}
