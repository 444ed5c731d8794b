using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>Carries out commands about counters.</summary>
/// <param name="context">What conductors share.</param>
/// <param name="clients">Clients and what they have.</param>
internal sealed class CounterCommands(DriverContext context, ClientTable clients)
{
    private const long NoOwner = -1;
    private const int ShareOfStatic = 2;
    private int _staticCount;

    /// <summary>Adds one that lives as long as its client.</summary>
    /// <param name="command">The command.</param>
    public void Add(DriverCommand command)
    {
        clients.RequireNew(command.CorrelationId);
        DriverClient client = clients.Know(command.ClientId);
        CounterCell cell = context.Counters.Allocate(command.TypeId, command.Key, command.Label, command.CorrelationId, client.Id, 0, 0);
        clients.Add(client, new Registration(command.CorrelationId, RegistrationKind.Counter, client.Id) { CounterId = cell.Id });
        context.Events.CounterReady(command.CorrelationId, cell.Id);
    }

    /// <summary>Adds one that outlives its client, or finds it. They take up to half of all counters: nothing ever frees them, and a client that asks for
    /// more must not keep others from publishing.</summary>
    /// <param name="command">The command.</param>
    public void AddStatic(DriverCommand command)
    {
        _ = clients.Know(command.ClientId);
        int id = Find(command.TypeId, command.RegistrationId);
        if (id < 0)
        {
            RequireRoomForStatic();
            id = context.Counters.Allocate(command.TypeId, command.Key, command.Label, command.RegistrationId, NoOwner, 0, 0).Id;
            _staticCount++;
        }
        else if (context.Counters.Reader.OwnerOf(id) != NoOwner)
        {
            throw new CommandRefusedException(
                DriverErrorCode.Generic,
                $"cannot add static counter, because a non-static counter exists (counterId={id}) for typeId={command.TypeId} "
                + $"and registrationId={command.RegistrationId}");
        }

        context.Events.StaticCounter(command.CorrelationId, id);
    }

    /// <summary>Removes one.</summary>
    /// <param name="command">The command.</param>
    public void Remove(DriverCommand command)
    {
        if (clients.Find(command.RegistrationId) is not { Kind: RegistrationKind.Counter } registration || registration.ClientId != command.ClientId)
        {
            throw new CommandRefusedException(
                DriverErrorCode.UnknownCounter, $"unknown counter client_id={command.ClientId} registration_id={command.RegistrationId}");
        }

        clients.Remove(registration);
        context.Events.Succeeded(command.CorrelationId);
        Release(registration);
    }

    /// <summary>Tells clients that a counter is gone, and frees it.</summary>
    /// <param name="registration">Of a counter.</param>
    public void Release(Registration registration)
    {
        context.Events.UnavailableCounter(registration.Id, registration.CounterId);
        context.Counters.Free(registration.CounterId);
    }

    private void RequireRoomForStatic()
    {
        int most = context.Counters.Reader.Capacity / ShareOfStatic;
        if (_staticCount >= most)
        {
            throw EdgeRouterException.Environment("ER2203", $"all {most} counters that may be static are in use: give the driver more counter space");
        }
    }

    private int Find(int typeId, long registrationId)
    {
        CounterReader reader = context.Counters.Reader;
        for (int id = 0; id < reader.Capacity; id++)
        {
            if (reader.IsAllocated(id) && reader.TypeOf(id) == typeId && reader.RegistrationOf(id) == registrationId)
            {
                return id;
            }
        }

        return -1;
    }
}
