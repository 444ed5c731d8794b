using EdgeRouter.Core.Errors;
using EdgeRouter.Core.State;
using EdgeRouter.Engine.State;

namespace EdgeRouter.Engine.Recovery;

/// <summary>What a router keeps in a snapshot: how many packets it had taken, then its state.</summary>
internal static class SnapshotContent
{
    private const uint Tag = 0x504E_5352; // "RSNP"

    /// <summary>Writes it.</summary>
    public static void Write(StateWriter writer, RouterState state, long inputCount)
    {
        writer.Clear();
        writer.Begin(Tag);
        writer.Write(inputCount);
        state.Save(writer);
    }

    /// <summary>Reads it into a state and holds the state against the hash that was saved with it.</summary>
    /// <returns>Packets taken.</returns>
    /// <exception cref="EdgeRouterException">ER1140: it is of another setup. ER1133: the state has another hash.</exception>
    public static long Load(RouterState state, ReadOnlySpan<byte> bytes, ulong hash, long sequence)
    {
        var reader = new StateReader(bytes);
        reader.Expect(Tag);
        long inputCount = reader.ReadInt64();
        state.Load(ref reader);
        ulong found = state.HashWith(new StateWriter(bytes.Length));
        if (found != hash || !reader.IsAtEnd)
        {
            throw EdgeRouterException.BadInput(
                "ER1133", $"the snapshot at record {sequence} gives the state {found:x16}, not {hash:x16} as it was saved: start with the setup and the program that wrote it");
        }

        return inputCount;
    }
}
