namespace EdgeRouter.Aeron.LogBuffers;

/// <summary>Whose a log buffer is.</summary>
public enum LogKind : byte
{
    /// <summary>A publication that many may write.</summary>
    SharedPublication = 0,

    /// <summary>A publication of one writer.</summary>
    ExclusivePublication = 1,

    /// <summary>An image that a receiver rebuilds.</summary>
    Image = 2,
}
