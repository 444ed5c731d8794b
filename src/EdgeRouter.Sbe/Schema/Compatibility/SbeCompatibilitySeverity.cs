namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>Whether a change between two versions of a schema parts their readers and writers.</summary>
public enum SbeCompatibilitySeverity
{
    /// <summary>Readers of either version read the other's messages: an allowed extension, or nothing that reaches the wire.</summary>
    Safe,

    /// <summary>A reader of one version misreads or loses messages of the other.</summary>
    Breaking,
}
