using System.Buffers.Binary;
using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>The driver's counters: those of the system, which it makes, and those that others ask for. The conductor alone.</summary>
internal sealed class DriverCounters
{
    private const int AeronVersion = (1 << 16) | (53 << 8); // The release whose files and commands these are, as tools show it.
    private const int ControlProtocolVersion = 1 << 16;
    private readonly CounterManager _manager;
    private readonly DriverTime _time;
    private readonly CounterCell[] _system;

    /// <summary>Makes the system counters.</summary>
    /// <param name="cnc">Where counters are.</param>
    /// <param name="time">The conductor's time.</param>
    /// <param name="reuseMs">How long a freed place rests.</param>
    public DriverCounters(CncFile cnc, DriverTime time, long reuseMs)
    {
        _manager = new CounterManager(cnc.CounterMetadata, cnc.CounterValues, reuseMs);
        _time = time;
        _system = new CounterCell[SystemCounterLabels.Count];
        byte[] key = new byte[sizeof(int)];
        for (int id = 0; id < _system.Length; id++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(key, id);
            _system[id] = Allocate(CounterKind.System, key, SystemCounterLabels.Of((SystemCounter)id), id, -1, 0, 0);
        }

        System(SystemCounter.AeronVersion).Set(AeronVersion);
        System(SystemCounter.ControlProtocolVersion).Set(ControlProtocolVersion);
    }

    /// <summary>Reads all counters.</summary>
    public CounterReader Reader => _manager.Reader;

    /// <summary>A counter of the driver as a whole.</summary>
    /// <param name="counter">Which.</param>
    public CounterCell System(SystemCounter counter) => _system[(int)counter];

    /// <summary>Gives out a counter.</summary>
    /// <exception cref="CommandRefusedException">All are in use.</exception>
    public CounterCell Allocate(int typeId, ReadOnlySpan<byte> key, string label, long registrationId, long ownerId, long referenceId, long value)
    {
        try
        {
            return _manager.Allocate(typeId, key, label, registrationId, ownerId, referenceId, value, _time.NowMs);
        }
        catch (EdgeRouterException e)
        {
            throw new CommandRefusedException(DriverErrorCode.Generic, e.Message);
        }
    }

    /// <summary>Takes a counter back.</summary>
    /// <param name="id">Its id.</param>
    public void Free(int id) => _manager.Free(id, _time.NowMs);

    /// <summary>Adds one to a counter of the system that only the conductor writes.</summary>
    /// <param name="counter">Which.</param>
    public void Count(SystemCounter counter) => System(counter).Add(1);
}
