namespace EdgeRouter.Tools.Aeron.Views;

/// <summary>What a row of the streams is.</summary>
public enum StreamKind
{
    /// <summary>A publication of this driver's clients.</summary>
    Publication,

    /// <summary>A stream that this driver receives.</summary>
    Image,

    /// <summary>A reader of the publication or image above it.</summary>
    Subscriber,
}
