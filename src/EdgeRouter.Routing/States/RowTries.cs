using System.Runtime.CompilerServices;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>How often a parent tried each venue and action, and how that ended. Saturates: tries at 255, rejects and fades at 15.</summary>
public struct RowTries
{
    private const int ActionCount = 3;

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

    private static int Index(VenueId venueId, RouteAction action) => (venueId.Value * ActionCount) + (int)action;

    [InlineArray(Universe.VenueCountMax * ActionCount)]
    private struct Counts
    {
#pragma warning disable IDE0044, IDE0051, RCS1213 // The one field of an inline array is its element type.
        private byte _first;
#pragma warning restore IDE0044, IDE0051, RCS1213
    }
}
