namespace EdgeRouter.Sbe.Schema;

/// <summary>A repeating group.</summary>
public sealed class SbeGroup : SbeBlock
{
    /// <summary>Creates the group.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="id">Field id.</param>
    /// <param name="facts">Description and versions.</param>
    /// <param name="dimension">Its header.</param>
    public SbeGroup(string name, int id, SbeFacts facts, SbeDimension dimension)
        : base(name, id, facts)
    {
        Dimension = dimension;
    }

    /// <summary>The header in front of the entries.</summary>
    public SbeDimension Dimension { get; }
}
