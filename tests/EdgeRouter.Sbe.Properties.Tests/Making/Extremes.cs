using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Values whose counts and lengths are the largest that a one-byte header can say, and one more. The highest number of a header is its null.</summary>
public static class Extremes
{
    /// <summary>Values made of a message's own, and whether they can be written.</summary>
    public static IEnumerable<(BlockValue Value, bool IsPossible)> Of(SchemaMessage message, int version)
    {
        for (int index = 0; index < message.Message.Groups.Count; index++)
        {
            ModelGroup group = message.Message.Groups[index];
            BlockValue[] entries = message.Value.Groups[index];
            if (group.Since <= version && entries.Length > 0 && group.Dimension.Slot("numInGroup").Wire == Wire.UInt8)
            {
                yield return (WithGroup(message.Value, index, [.. Enumerable.Repeat(entries[0], byte.MaxValue - 1)]), true);
                yield return (WithGroup(message.Value, index, [.. Enumerable.Repeat(entries[0], byte.MaxValue)]), false);
            }
        }

        for (int index = 0; index < message.Message.Data.Count; index++)
        {
            ModelData data = message.Message.Data[index];
            if (data.Since <= version && data.Type.Length.Wire == Wire.UInt8)
            {
                yield return (WithData(message.Value, index, new byte[byte.MaxValue - 1]), true);
                yield return (WithData(message.Value, index, new byte[byte.MaxValue]), false);
            }
        }
    }

    private static BlockValue WithGroup(BlockValue value, int changed, BlockValue[] entries) =>
        value with { Groups = [.. value.Groups.Select((old, index) => index == changed ? entries : old)] };

    private static BlockValue WithData(BlockValue value, int changed, byte[] payload) =>
        value with { Data = [.. value.Data.Select((old, index) => index == changed ? payload : old)] };
}
