using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Ipc;

/// <summary>Whether a publication that is there is what another client asks for.</summary>
internal static class IpcPublicationMatch
{
    /// <summary>Holds one against the other.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="settings">What the channel asks for; it need not say everything.</param>
    /// <exception cref="CommandRefusedException">Something differs; it is named.</exception>
    public static void Require(IpcPublication publication, IpcPublicationSettings settings)
    {
        LogParameters there = publication.Parameters;
        Same("session-id", there.SessionId, settings.SessionId);
        Same("mtu", there.MtuBytes, settings.MtuBytes);
        Same("term-length", there.TermBytes, settings.TermBytes);
        Same("init-term-id", there.InitialTermId, settings.Start?.InitialTermId);
        Same("term-id", there.TermId ?? there.InitialTermId, settings.Start?.TermId);
        Same("term-offset", there.TermOffset, settings.Start?.TermOffset);
    }

    private static void Same(string key, int existing, int? requested)
    {
        if (requested is not null && requested != existing)
        {
            throw new CommandRefusedException(
                DriverErrorCode.Generic, $"existing publication has different '{key}': existing={existing} requested={requested}");
        }
    }
}
