using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Receiving;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>A receiver's endpoint as the conductor keeps it: who uses it, its sockets and its counters.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="status">State of the channel.</param>
internal sealed class ReceiveLine(ReceiveEndpoint endpoint, CounterCell status)
{
    private readonly Dictionary<(int StreamId, int? SessionId), int> _wanted = [];

    /// <summary>The endpoint.</summary>
    public ReceiveEndpoint Endpoint { get; } = endpoint;

    /// <summary>State of the channel.</summary>
    public CounterCell Status { get; } = status;

    /// <summary>Its sockets, each with the counter of its address.</summary>
    public List<(ReceiveDestination Destination, CounterCell Address)> Ports { get; } = [];

    /// <summary>Subscriptions and images on it.</summary>
    public int UserCount { get; set; }

    /// <summary>A subscription wants a stream.</summary>
    /// <param name="streamId">The stream.</param>
    /// <param name="sessionId">The one session, or null.</param>
    /// <returns>Whether it is the first.</returns>
    public bool Want(int streamId, int? sessionId)
    {
        int count = _wanted.GetValueOrDefault((streamId, sessionId));
        _wanted[(streamId, sessionId)] = count + 1;
        return count == 0;
    }

    /// <summary>A subscription no longer wants a stream.</summary>
    /// <param name="streamId">The stream.</param>
    /// <param name="sessionId">The one session, or null.</param>
    /// <returns>Whether it was the last.</returns>
    public bool Unwant(int streamId, int? sessionId)
    {
        int count = _wanted[(streamId, sessionId)] - 1;
        if (count > 0)
        {
            _wanted[(streamId, sessionId)] = count;
            return false;
        }

        return _wanted.Remove((streamId, sessionId));
    }
}
