using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.States;

/// <summary>The open children of a parent as a list through the records themselves, newest first: from <see cref="ParentOrderRecord.FirstOpenChild"/> on by
/// <see cref="ChildOrderRecord.NextSibling"/>, until −1. Read the next place before a child may be unlinked.</summary>
public static class ChildList
{
    /// <summary>A child left: puts it at the front.</summary>
    /// <param name="parent">Its parent.</param>
    /// <param name="children">The table of children.</param>
    /// <param name="slot">Slot of the child; not in a list.</param>
    public static void Link(ref ParentOrderRecord parent, OrderTable<ChildOrderRecord> children, int slot)
    {
        ref ChildOrderRecord child = ref children[slot];
        child.NextLink = parent.FirstLink;
        child.PreviousLink = 0;
        if (parent.FirstLink != 0)
        {
            children[parent.FirstLink - 1].PreviousLink = slot + 1;
        }

        parent.FirstLink = slot + 1;
    }

    /// <summary>A child ended: takes it out.</summary>
    /// <param name="parent">Its parent.</param>
    /// <param name="children">The table of children.</param>
    /// <param name="slot">Slot of the child; in the parent's list.</param>
    public static void Unlink(ref ParentOrderRecord parent, OrderTable<ChildOrderRecord> children, int slot)
    {
        ref ChildOrderRecord child = ref children[slot];
        if (child.PreviousLink != 0)
        {
            children[child.PreviousLink - 1].NextLink = child.NextLink;
        }
        else
        {
            parent.FirstLink = child.NextLink;
        }

        if (child.NextLink != 0)
        {
            children[child.NextLink - 1].PreviousLink = child.PreviousLink;
        }

        child.NextLink = 0;
        child.PreviousLink = 0;
    }

    /// <summary>Checks every list after both tables were loaded.</summary>
    /// <param name="parents">The table of parents.</param>
    /// <param name="children">The table of children.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER1140: a list leads out of the table, to a foreign or ended child, or is not as long as its parent says.</exception>
    public static void Verify(OrderTable<ParentOrderRecord> parents, OrderTable<ChildOrderRecord> children)
    {
        for (int slot = 0; slot < parents.SlotBound; slot++)
        {
            if (parents.IsUsed(slot) && !IsSound(parents[slot], children))
            {
                throw StateDamage.Of($"has a broken list of children under order {parents.IdOf(slot)}");
            }
        }
    }

    private static bool IsSound(in ParentOrderRecord parent, OrderTable<ChildOrderRecord> children)
    {
        int previous = 0;
        int count = 0;
        for (int link = parent.FirstLink; link != 0; link = children[link - 1].NextLink)
        {
            bool isHis = link > 0 && link <= children.SlotBound && children.IsUsed(link - 1)
                && children[link - 1].Order.ParentId == parent.Order.Id && !children[link - 1].IsTerminal && children[link - 1].PreviousLink == previous;
            if (!isHis || ++count > parent.OpenChildCount)
            {
                return false;
            }

            previous = link;
        }

        return count == parent.OpenChildCount;
    }
}
