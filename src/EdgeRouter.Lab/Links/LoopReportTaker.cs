using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.State;
using EdgeRouter.Link.Gateways;

namespace EdgeRouter.Lab.Links;

/// <summary>A router's loop as the link of one of its gateways sees it. What was taken stands in the router's state, which its journal and snapshots bring back.</summary>
/// <typeparam name="TProbe">Stage probe of the engine.</typeparam>
/// <param name="loop">Takes reports and control inputs.</param>
/// <param name="output">The loop's output.</param>
/// <param name="venues">Bit v set: venue v is behind the gateway.</param>
public sealed class LoopReportTaker<TProbe>(RouterLoop<TProbe> loop, JournalingOutput output, ulong venues) : IReportTaker
    where TProbe : struct, IStageProbe
{
    private LinkPositions Links => loop.Engine.State.Links;

    /// <inheritdoc/>
    public ulong PeerJournalId
    {
        get
        {
            ulong id = 0;
            for (ulong rest = venues; rest != 0; rest &= rest - 1)
            {
                ulong own = Links.JournalIdOf(BitOperations.TrailingZeroCount(rest));
                id = own == 0 ? id : own;
            }

            return id;
        }
    }

    /// <inheritdoc/>
    public long TakenSequence
    {
        get
        {
            long taken = 0;
            for (ulong rest = venues; rest != 0; rest &= rest - 1)
            {
                taken = Math.Max(taken, Links.TakenOf(BitOperations.TrailingZeroCount(rest)));
            }

            return taken;
        }
    }

    /// <inheritdoc/>
    public bool TryJoin(ulong journalId)
    {
        long taken = TakenSequence;
        for (ulong rest = venues; rest != 0; rest &= rest - 1)
        {
            int venue = BitOperations.TrailingZeroCount(rest);
            if (Links.JournalIdOf(venue) != journalId)
            {
                loop.OnControl(new ControlInput
                {
                    Kind = ControlKind.LinkJoined,
                    VenueId = new VenueId((byte)venue),
                    Value = (long)journalId,
                    Value2 = taken,
                    TimeNs = loop.Engine.NowNs,
                });
            }
        }

        return TryKeep();
    }

    /// <inheritdoc/>
    public bool TryTake(in ExecutionReport report)
    {
        if (output.DroppedRecordCount > 0)
        {
            return false; // It would leave no record: it comes again.
        }

        loop.OnExecutionReport(report);
        return output.DroppedRecordCount == 0;
    }

    /// <inheritdoc/>
    public bool TryTake(in ControlInput input)
    {
        if (output.DroppedRecordCount > 0)
        {
            return false;
        }

        loop.OnControl(input);
        return output.DroppedRecordCount == 0;
    }

    /// <inheritdoc/>
    public bool TryKeep() => output.TryCommit();
}
