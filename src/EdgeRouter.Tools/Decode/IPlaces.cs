using EdgeRouter.Ingest.Transport;

namespace EdgeRouter.Tools.Decode;

/// <summary>Knows where the bytes of a message lie in the capture.</summary>
internal interface IPlaces
{
    /// <summary>The place of a byte.</summary>
    /// <param name="offset">Bytes from the message's first.</param>
    FramePlace PlaceOf(int offset);
}
