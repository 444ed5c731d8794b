namespace EdgeRouter.Ingest;

/// <summary>What a read from a capture found.</summary>
public enum CaptureReadStatus
{
    /// <summary>A frame.</summary>
    Frame = 1,

    /// <summary>The file's end, where it should be.</summary>
    End = 2,

    /// <summary>Bytes that cannot be a capture's; see <see cref="CaptureFile.Damage"/>.</summary>
    Damaged = 3,
}
