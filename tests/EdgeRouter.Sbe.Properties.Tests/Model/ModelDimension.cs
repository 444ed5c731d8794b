namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>A group's header composite.</summary>
public sealed record ModelDimension(string Name, IReadOnlyList<HeaderSlot> Slots, int Length)
{
    public const string DefaultName = "groupSizeEncoding";

    public HeaderSlot Slot(string name) => Slots.First(slot => slot.Name == name);
}
