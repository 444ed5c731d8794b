namespace EdgeRouter.Feeds.Tests;

/// <summary>Damages packets: flips, overwrites, cuts and grows them, from a fixed seed (xorshift64).</summary>
internal sealed class ByteMutator(ulong seed)
{
    private ulong _state = seed;

    public int Next(int bound)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)(_state % (ulong)bound);
    }

    public byte[] Mutate(byte[] packet)
    {
        byte[] bad = Next(4) switch
        {
            0 => packet[..Next(packet.Length + 1)],
            1 => [.. packet, .. packet[..Next(packet.Length)]],
            _ => (byte[])packet.Clone(),
        };
        for (int change = Next(6); change > 0 && bad.Length > 0; change--)
        {
            // Framing and headers stand at the front: hit them more often.
            int index = Next(2) == 0 ? Next(Math.Min(bad.Length, 48)) : Next(bad.Length);
            bad[index] = Next(3) switch
            {
                0 => (byte)Next(256),
                1 => 0xFF,
                _ => (byte)(bad[index] ^ (1 << Next(8))),
            };
        }

        return bad;
    }
}
