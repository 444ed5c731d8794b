using System.Runtime.CompilerServices;

namespace EdgeRouter.Routing.States;

/// <summary>The last eight execution ids of an order, to know a repeated report. Older repeats are known by the venue's cumulative quantity
/// (<see cref="ChildOrderMachine"/>).</summary>
public struct ExecutionIdRing
{
    /// <summary>Ids kept.</summary>
    public const int Capacity = 8;

    private Slots _slots;
    private byte _next;

    /// <summary>Whether an id was pushed out.</summary>
    public bool HasForgotten { get; private set; }

    /// <summary>Whether the id was added and not yet pushed out.</summary>
    /// <param name="executionId">0 = the venue gave none: never contained.</param>
    public readonly bool Contains(ulong executionId)
    {
        if (executionId == 0)
        {
            return false;
        }

        for (int i = 0; i < Capacity; i++)
        {
            if (_slots[i] == executionId)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds an id and pushes the oldest out.</summary>
    /// <param name="executionId">0 = the venue gave none: not added.</param>
    public void Add(ulong executionId)
    {
        if (executionId == 0)
        {
            return;
        }

        HasForgotten |= _slots[_next] != 0;
        _slots[_next] = executionId;
        _next = (byte)((_next + 1) % Capacity);
    }

    [InlineArray(Capacity)]
    private struct Slots
    {
#pragma warning disable IDE0044, IDE0051, RCS1213 // The one field of an inline array is its element type.
        private ulong _first;
#pragma warning restore IDE0044, IDE0051, RCS1213
    }
}
