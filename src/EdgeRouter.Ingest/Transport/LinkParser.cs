using System.Buffers.Binary;

namespace EdgeRouter.Ingest.Transport;

/// <summary>Walks over link-layer headers to IP.</summary>
internal static class LinkParser
{
    private const int EthernetTypeOffset = 12;
    private const int CookedTypeOffset = 14;
    private const int Cooked2Bytes = 20;
    private const int FamilyBytes = 4;
    private const int VlanTagBytes = 4;
    private const int VlanTagsMax = 4;

    /// <summary>Finds the IP header.</summary>
    /// <returns><see cref="TransportKind.Other"/> where IP begins at the offset, <see cref="TransportKind.Cut"/> where the frame is too
    /// short to tell, <see cref="TransportKind.Unsound"/> where there is no IP.</returns>
    public static TransportKind FindIp(uint linkType, ReadOnlySpan<byte> frame, out int offset)
    {
        switch (linkType)
        {
            case LinkTypes.Ethernet:
                return FindBehindType(frame, EthernetTypeOffset, EthernetTypeOffset + 2, out offset);
            case LinkTypes.LinuxCooked:
                return FindBehindType(frame, CookedTypeOffset, CookedTypeOffset + 2, out offset);
            case LinkTypes.LinuxCooked2:
                return FindBehindType(frame, 0, Cooked2Bytes, out offset);
            default:
                // The family's number differs from system to system; IP's own version says the same.
                offset = linkType is LinkTypes.Null or LinkTypes.Loop ? FamilyBytes : 0;
                return frame.Length <= offset ? TransportKind.Cut : TransportKind.Other;
        }
    }

    private static TransportKind FindBehindType(ReadOnlySpan<byte> frame, int typeOffset, int payloadOffset, out int offset)
    {
        offset = payloadOffset;
        for (int tags = 0; tags <= VlanTagsMax; tags++)
        {
            if (frame.Length < offset || frame.Length < typeOffset + 2)
            {
                return TransportKind.Cut;
            }

            switch (BinaryPrimitives.ReadUInt16BigEndian(frame[typeOffset..]))
            {
                case 0x0800 or 0x86DD:
                    return TransportKind.Other;
                case 0x8100 or 0x88A8 or 0x9100:
                    // Tag: control word, then the type of what follows.
                    typeOffset = offset + 2;
                    offset += VlanTagBytes;
                    break;
                default:
                    return TransportKind.Unsound;
            }
        }

        return TransportKind.Unsound;
    }
}
