using System.Runtime.CompilerServices;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.States;

/// <summary>How often a parent tried each venue and action, and how that ended. Saturates: tries at 255, rejects and fades at 15.</summary>
public struct RowTries
{
    private const int ActionCount = 3;
    private const int RowCount = Universe.VenueCountMax * ActionCount;

    private const int NibbleMax = 15;
    private Counts _counts;
    private Counts _failures; // low nibble rejects, high nibble fades

    /// <summary>Times tried.</summary>
    /// <param name="venueId">Below <see cref="Universe.VenueCountMax"/>.</param>
    /// <param name="action">The action.</param>
    public readonly int this[VenueId venueId, RouteAction action] => _counts[Index(venueId, action)];

    /// <summary>Counts one child order sent.</summary>
    /// <param name="venueId">Below <see cref="Universe.VenueCountMax"/>.</param>
    /// <param name="action">The action.</param>
    public void Add(VenueId venueId, RouteAction action)
    {
        int index = Index(venueId, action);
        if (_counts[index] < byte.MaxValue)
        {
            _counts[index]++;
        }
    }

    /// <summary>Times the venue refused.</summary>
    /// <param name="venueId">Below <see cref="Universe.VenueCountMax"/>.</param>
    /// <param name="action">The action.</param>
    public readonly int RejectedCount(VenueId venueId, RouteAction action) => _failures[Index(venueId, action)] & NibbleMax;

    /// <summary>Times a take got less than was displayed when it left.</summary>
    /// <param name="venueId">Below <see cref="Universe.VenueCountMax"/>.</param>
    /// <param name="action">The action.</param>
    public readonly int FadedCount(VenueId venueId, RouteAction action) => _failures[Index(venueId, action)] >> 4;

    /// <summary>Counts a refusal.</summary>
    /// <param name="venueId">Below <see cref="Universe.VenueCountMax"/>.</param>
    /// <param name="action">The action.</param>
    public void AddReject(VenueId venueId, RouteAction action)
    {
        int index = Index(venueId, action);
        if ((_failures[index] & NibbleMax) < NibbleMax)
        {
            _failures[index]++;
        }
    }

    /// <summary>Counts a quote that faded.</summary>
    /// <param name="venueId">Below <see cref="Universe.VenueCountMax"/>.</param>
    /// <param name="action">The action.</param>
    public void AddFade(VenueId venueId, RouteAction action)
    {
        int index = Index(venueId, action);
        if (_failures[index] >> 4 < NibbleMax)
        {
            _failures[index] += 16;
        }
    }

    // The rows that were tried only: few of them are.
    internal readonly void Save(StateWriter writer)
    {
        byte used = 0;
        for (int i = 0; i < RowCount; i++)
        {
            used += _counts[i] != 0 || _failures[i] != 0 ? (byte)1 : (byte)0;
        }

        writer.Write(used);
        for (int i = 0; i < RowCount; i++)
        {
            if (_counts[i] != 0 || _failures[i] != 0)
            {
                writer.Write((byte)i);
                writer.Write(_counts[i]);
                writer.Write(_failures[i]);
            }
        }
    }

    internal static RowTries Load(ref StateReader reader)
    {
        var tries = default(RowTries);
        for (int left = reader.ReadByte(); left > 0; left--)
        {
            byte index = reader.ReadByte();
            if (index >= RowCount)
            {
                throw StateDamage.Of($"has tries of row {index} where there are {RowCount}");
            }

            tries._counts[index] = reader.ReadByte();
            tries._failures[index] = reader.ReadByte();
        }

        return tries;
    }

    private static int Index(VenueId venueId, RouteAction action) => (venueId.Value * ActionCount) + (int)action;

    [InlineArray(RowCount)]
    private struct Counts
    {
#pragma warning disable IDE0044, IDE0051, RCS1213 // The one field of an inline array is its element type.
        private byte _first;
#pragma warning restore IDE0044, IDE0051, RCS1213
    }
}
