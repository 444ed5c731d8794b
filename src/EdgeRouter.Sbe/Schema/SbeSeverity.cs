namespace EdgeRouter.Sbe.Schema;

/// <summary>What a finding means for the user of a schema.</summary>
public enum SbeSeverity
{
    /// <summary>Worth knowing: the schema leaves the standard where no layout depends on it. The schema can be used.</summary>
    Info,

    /// <summary>Surely not meant, yet messages can be read. The schema can be used.</summary>
    Warning,

    /// <summary>The schema cannot be used: its layout is wrong, unknown, or beyond the limits.</summary>
    Error,
}
