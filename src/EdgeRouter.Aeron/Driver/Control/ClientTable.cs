using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>Clients and what they have. A client is known from its first adding command on, and forgotten when it closes or falls silent.</summary>
/// <param name="context">What conductors share.</param>
/// <param name="release">Takes away what a registration stands for, without an answer.</param>
internal sealed class ClientTable(DriverContext context, Action<Registration> release)
{
    private readonly Dictionary<long, DriverClient> _clients = [];
    private readonly Dictionary<long, Registration> _registrations = [];
    private readonly List<DriverClient> _silent = [];
    private readonly long _livenessMs = Math.Max(1, context.Options.ClientLivenessNs / TimeUnits.Millisecond);

    /// <summary>Clients known.</summary>
    public int Count => _clients.Count;

    /// <summary>A client; it becomes known if it was not.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="CommandRefusedException">There is no counter for its heartbeat.</exception>
    public DriverClient Know(long id)
    {
        if (_clients.TryGetValue(id, out DriverClient? client))
        {
            return client;
        }

        Span<byte> key = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(key, id);
        CounterCell heartbeat = context.Counters.Allocate(
            CounterKind.ClientHeartbeat, key, $"client-heartbeat: id={id}", id, id, 0, context.Time.NowMs);
        client = new DriverClient(id, heartbeat);
        _clients.Add(id, client);
        context.Events.CounterReady(id, heartbeat.Id);
        return client;
    }

    /// <summary>A client that is known.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="client">The client.</param>
    public bool TryFind(long id, [NotNullWhen(true)] out DriverClient? client) => _clients.TryGetValue(id, out client);

    /// <summary>Makes sure that a number is not in use: each command has its own.</summary>
    /// <param name="registrationId">The number.</param>
    /// <exception cref="CommandRefusedException">It is in use.</exception>
    public void RequireNew(long registrationId)
    {
        if (_registrations.ContainsKey(registrationId))
        {
            throw new CommandRefusedException(DriverErrorCode.Generic, $"registration {registrationId} exists already: a correlation id was used twice");
        }
    }

    /// <summary>Notes what a client has now.</summary>
    /// <param name="client">The client.</param>
    /// <param name="registration">What it has.</param>
    public void Add(DriverClient client, Registration registration)
    {
        _registrations.Add(registration.Id, registration);
        client.Registrations.Add(registration);
    }

    /// <summary>What a number stands for, or null.</summary>
    /// <param name="registrationId">The number.</param>
    public Registration? Find(long registrationId) => _registrations.GetValueOrDefault(registrationId);

    /// <summary>Forgets what a client has no more.</summary>
    /// <param name="registration">What it had.</param>
    public void Remove(Registration registration)
    {
        _ = _registrations.Remove(registration.Id);
        _ = _clients[registration.ClientId].Registrations.Remove(registration);
    }

    /// <summary>A timer has gone off: gives up those who close or show no life.</summary>
    public void OnTimer()
    {
        foreach (DriverClient client in _clients.Values)
        {
            if (client.IsSilent(context.Time, _livenessMs))
            {
                _silent.Add(client);
            }
        }

        foreach (DriverClient client in _silent)
        {
            GiveUp(client);
        }

        _silent.Clear();
    }

    private void GiveUp(DriverClient client)
    {
        if (!client.IsClosing)
        {
            context.Counters.Count(SystemCounter.ClientTimeouts);
            context.Events.ClientTimeout(client.Id);
        }

        context.Events.UnavailableCounter(client.Id, client.Heartbeat.Id);
        foreach (Registration registration in client.Registrations)
        {
            _ = _registrations.Remove(registration.Id);
            release(registration);
        }

        context.Counters.Free(client.Heartbeat.Id);
        _ = _clients.Remove(client.Id);
    }
}
