using EdgeRouter.Core.Packets;

namespace EdgeRouter.Dpdk.TestHost;

/// <summary>FNV-1a over bytes, lengths and stamps of frames, in order.</summary>
internal struct FrameHash()
{
    private ulong _state = 14_695_981_039_346_656_037;

    public readonly ulong Value => _state;

    public void Add(in FrameDescriptor frame)
    {
        foreach (byte b in frame.Bytes)
        {
            Mix(b);
        }

        Mix((ulong)frame.LengthBytes);
        Mix((ulong)frame.WireLengthBytes);
        Mix((ulong)frame.ReceiveTimeNs);
    }

    private void Mix(ulong value) => _state = (_state ^ value) * 1_099_511_628_211;
}
