namespace EdgeRouter.Sbe.Schema;

/// <summary>A named value of an enum, or a named bit of a set.</summary>
public sealed class SbeEnumValue
{
    /// <summary>Creates the value.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="value">The value; of a set's choice: the bit's index.</param>
    /// <param name="facts">Description and versions.</param>
    public SbeEnumValue(string name, SbeNumber value, SbeFacts facts)
    {
        Name = name;
        Value = value;
        Facts = facts;
    }

    /// <summary>Name in the schema.</summary>
    public string Name { get; }

    /// <summary>The value; of a set's choice: the bit's index.</summary>
    public SbeNumber Value { get; }

    /// <summary>Description, versions and place.</summary>
    public SbeFacts Facts { get; }
}
