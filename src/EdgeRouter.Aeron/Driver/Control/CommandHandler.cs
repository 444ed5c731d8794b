using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>Takes commands from the ring, has them carried out, and answers those that fail. A command that is no command, or does not fit its own
/// length, is counted and logged and not answered: who wrote it may be anyone.</summary>
/// <param name="context">What conductors share.</param>
/// <param name="publications">Commands about publications.</param>
/// <param name="subscriptions">Commands about subscriptions.</param>
/// <param name="counters">Commands about counters.</param>
/// <param name="others">All others.</param>
internal sealed class CommandHandler(
    DriverContext context, PublicationCommands publications, SubscriptionCommands subscriptions, CounterCommands counters, OtherCommands others)
    : IRecordHandler
{
    private readonly DriverCommand _command = new();

    /// <inheritdoc/>
    public void OnRecord(int typeId, ReadOnlySpan<byte> payload)
    {
        DriverErrorCode fault = CommandCodec.TryRead(typeId, payload, _command);
        if (fault != DriverErrorCode.None)
        {
            context.Errors.Record(
                fault == DriverErrorCode.UnknownCommand ? $"command={typeId} unknown" : $"command={typeId} too short: length={payload.Length}");
            return;
        }

        try
        {
            CarryOut(_command);
        }
        catch (CommandRefusedException e)
        {
            Refuse(e.Code, e.Message);
        }
        catch (EdgeRouterException e)
        {
            Refuse(DriverErrorCode.Generic, e.Message);
        }
    }

    private void CarryOut(DriverCommand command)
    {
        switch (command.Kind)
        {
            case CommandKind.AddPublication or CommandKind.AddExclusivePublication:
                publications.Add(command);
                break;
            case CommandKind.RemovePublication:
                publications.Remove(command);
                break;
            case CommandKind.AddDestination or CommandKind.RemoveDestination or CommandKind.RemoveDestinationById:
                publications.ChangeDestination(command);
                break;
            case CommandKind.AddSubscription:
                subscriptions.Add(command);
                break;
            case CommandKind.RemoveSubscription:
                subscriptions.Remove(command);
                break;
            case CommandKind.AddReceiveDestination:
                subscriptions.AddDestination(command);
                break;
            case CommandKind.RemoveReceiveDestination:
                subscriptions.RemoveDestination(command);
                break;
            case CommandKind.AddCounter:
                counters.Add(command);
                break;
            case CommandKind.AddStaticCounter:
                counters.AddStatic(command);
                break;
            case CommandKind.RemoveCounter:
                counters.Remove(command);
                break;
            default:
                others.CarryOut(command);
                break;
        }
    }

    private void Refuse(DriverErrorCode code, string text)
    {
        context.Events.Error(_command.CorrelationId, code, text);
        if (code != DriverErrorCode.ResourceTemporarilyUnavailable)
        {
            context.Errors.Record(text);
        }
    }
}
