using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Sending;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>A sender's endpoint as the conductor keeps it: who uses it, and its counters.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="status">State of the channel.</param>
/// <param name="address">Address of its socket.</param>
internal sealed class SendLine(SendEndpoint endpoint, CounterCell status, CounterCell address)
{
    /// <summary>The endpoint.</summary>
    public SendEndpoint Endpoint { get; } = endpoint;

    /// <summary>State of the channel.</summary>
    public CounterCell Status { get; } = status;

    /// <summary>Address of its socket.</summary>
    public CounterCell Address { get; } = address;

    /// <summary>Publications on it.</summary>
    public int UserCount { get; set; }
}
