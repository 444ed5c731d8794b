namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>The message header composite.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Slots">Members that stand at the top level of the composite, in wire order.</param>
/// <param name="Length">Bytes.</param>
/// <param name="TypesXml">Types that it refers to.</param>
public sealed record ModelHeader(string Name, IReadOnlyList<HeaderSlot> Slots, int Length, string TypesXml)
{
    public const string DefaultName = "messageHeader";

    public HeaderSlot? Find(string name) => Slots.FirstOrDefault(slot => slot.Name == name);

    /// <summary>Whether messages say their version and block length, so that versions can be mixed.</summary>
    public bool TellsVersions => Find("version") != null && Find("blockLength") != null;
}
