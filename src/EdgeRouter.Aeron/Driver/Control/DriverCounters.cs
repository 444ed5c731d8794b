using System.Buffers.Binary;
using System.Text;
using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>The driver's counters: those of the system, and those of streams with their keys and labels (AERON.md §7). The conductor alone.</summary>
internal sealed class DriverCounters
{
    private const int AeronVersion = (1 << 16) | (53 << 8); // The release whose files and commands these are, as tools show it.
    private const int ControlProtocolVersion = 1 << 16;
    private const int StreamKeyBytes = 20;
    private const int ChannelBytesMax = 92;
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

    /// <summary>Gives out a counter of a stream.</summary>
    /// <param name="typeId">Its type.</param>
    /// <param name="name">The label's first word.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="ownerId">The client.</param>
    /// <param name="referenceId">What it refers to, 0 = nothing.</param>
    /// <param name="value">Its first value.</param>
    /// <param name="suffix">The label's end.</param>
    /// <exception cref="CommandRefusedException">All are in use.</exception>
    public CounterCell AllocateStream(int typeId, string name, in StreamName stream, long ownerId, long referenceId, long value, string suffix = "")
    {
        Span<byte> key = stackalloc byte[StreamKeyBytes + ChannelBytesMax];
        key.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(key, stream.RegistrationId);
        BinaryPrimitives.WriteInt32LittleEndian(key[8..], stream.SessionId);
        BinaryPrimitives.WriteInt32LittleEndian(key[12..], stream.StreamId);
        byte[] channel = Encoding.UTF8.GetBytes(stream.Channel);
        int channelBytes = Math.Min(channel.Length, ChannelBytesMax);
        BinaryPrimitives.WriteInt32LittleEndian(key[16..], channelBytes);
        channel.AsSpan(0, channelBytes).CopyTo(key[StreamKeyBytes..]);
        string label = $"{name}: {stream.RegistrationId} {stream.SessionId} {stream.StreamId} {stream.Channel}{suffix}";
        return Allocate(typeId, key[..(StreamKeyBytes + channelBytes)], label, stream.RegistrationId, ownerId, referenceId, value);
    }

    /// <summary>Takes a counter back.</summary>
    /// <param name="id">Its id.</param>
    public void Free(int id) => _manager.Free(id, _time.NowMs);

    /// <summary>Adds one to a counter of the system that only the conductor writes.</summary>
    /// <param name="counter">Which.</param>
    public void Count(SystemCounter counter) => System(counter).Add(1);
}
