namespace EdgeRouter.Sbe.Schema;

/// <summary>A message template.</summary>
public sealed class SbeMessage : SbeBlock
{
    /// <summary>Creates the message.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="id">Template id.</param>
    /// <param name="facts">Description and versions.</param>
    public SbeMessage(string name, int id, SbeFacts facts)
        : base(name, id, facts)
    {
    }
}
