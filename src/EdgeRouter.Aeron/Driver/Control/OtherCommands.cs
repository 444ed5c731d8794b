using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Ipc;
using EdgeRouter.Aeron.Driver.Udp;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>Carries out commands about clients, sessions, images and the driver itself.</summary>
/// <param name="context">What conductors share.</param>
/// <param name="clients">Clients and what they have.</param>
/// <param name="ipc">Streams in shared memory.</param>
/// <param name="network">All others.</param>
internal sealed class OtherCommands(DriverContext context, ClientTable clients, IpcStreams ipc, INetworkConductor network)
{
    private const int ReasonBytesMax = 1023;

    /// <summary>Carries one out.</summary>
    /// <param name="command">The command.</param>
    public void CarryOut(DriverCommand command)
    {
        switch (command.Kind)
        {
            case CommandKind.ClientKeepalive when clients.TryFind(command.ClientId, out DriverClient? client):
                client.Heartbeat.Set(context.Time.NowMs);
                break;
            case CommandKind.ClientClose when clients.TryFind(command.ClientId, out DriverClient? client):
                client.IsClosing = true;
                client.Heartbeat.Set(0);
                break;
            case CommandKind.RejectImage:
                RejectImage(command);
                break;
            case CommandKind.NextSessionId:
                context.Events.NextSessionId(command.CorrelationId, NextSessionId(command.StreamId));
                break;
            case CommandKind.TerminateDriver:
                Terminate(command);
                break;
            default:
                break; // A keepalive or a farewell of a client that is not known.
        }
    }

    private void RejectImage(DriverCommand command)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(command.Text) > ReasonBytesMax)
        {
            throw new CommandRefusedException(DriverErrorCode.Generic, $"the reason of a rejected image must be {ReasonBytesMax} bytes or less");
        }

        IpcPublication? publication = ipc.FindImage(command.RegistrationId);
        publication?.Reject(command.Text);
        if (publication == null && !network.RejectImage(command.RegistrationId, command.Position, command.Text))
        {
            throw new CommandRefusedException(DriverErrorCode.Generic, $"Unable to resolve image for correlationId={command.RegistrationId}");
        }

        context.Counters.Count(SystemCounter.ImagesRejected);
        context.Events.Succeeded(command.CorrelationId);
    }

    private int NextSessionId(int streamId)
    {
        int id;
        do
        {
            id = context.Sessions.Next();
        }
        while (ipc.IsSessionInUse(id, streamId) || network.IsSessionInUse(id, streamId));
        return id;
    }

    private void Terminate(DriverCommand command)
    {
        if (context.Options.TerminationValidator?.Invoke(command.Key) == true)
        {
            context.Options.OnTermination?.Invoke();
        }
        else
        {
            context.Errors.Record($"client {command.ClientId} may not terminate this driver");
        }
    }
}
