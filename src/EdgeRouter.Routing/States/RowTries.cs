using System.Runtime.CompilerServices;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>How often a parent tried each venue and action. Saturates at 255.</summary>
public struct RowTries
{
    private const int ActionCount = 3;

    private Counts _counts;

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

    private static int Index(VenueId venueId, RouteAction action) => (venueId.Value * ActionCount) + (int)action;

    [InlineArray(Universe.VenueCountMax * ActionCount)]
    private struct Counts
    {
#pragma warning disable IDE0044, IDE0051, RCS1213 // The one field of an inline array is its element type.
        private byte _first;
#pragma warning restore IDE0044, IDE0051, RCS1213
    }
}
