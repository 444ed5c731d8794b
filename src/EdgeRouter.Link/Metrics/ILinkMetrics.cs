using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link.Metrics;

/// <summary>Shows people and tools how a link does.</summary>
public interface ILinkMetrics
{
    /// <summary>Shows the link as it stands. To be called after each poll of the session, on its thread; does nothing unless something is due.</summary>
    /// <param name="session">One end of the link, the same one each time.</param>
    /// <param name="nowNs">The time that the session was polled with, ns.</param>
    void Update(LinkSession session, long nowNs);
}
