namespace EdgeRouter.Sbe.Schema;

/// <summary>An integer inside a header: where it stands and how it is encoded.</summary>
public sealed class SbeSlot
{
    /// <summary>Creates the slot.</summary>
    /// <param name="offset">Bytes from the header's first byte.</param>
    /// <param name="primitive">Integer encoding.</param>
    public SbeSlot(int offset, SbePrimitive primitive)
    {
        Offset = offset;
        Primitive = primitive;
    }

    /// <summary>Bytes from the header's first byte.</summary>
    public int Offset { get; }

    /// <summary>Integer encoding.</summary>
    public SbePrimitive Primitive { get; }
}
