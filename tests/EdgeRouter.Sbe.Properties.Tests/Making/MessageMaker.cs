using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Makes the values of a message.</summary>
public static class MessageMaker
{
    public static BlockValue Make(Choices choices, ModelBlock block, int version) => new(
        [.. block.Fields.Select(field => ValueMaker.Field(choices, field, version))],
        [.. block.Groups.Select(group => Entries(choices, group, version))],
        [.. block.Data.Select(data => ValueMaker.Bytes(choices, data.Type.Payload, choices.Next(choices.Chance(5) ? 250 : 12), mayBeCut: false))]);

    private static BlockValue[] Entries(Choices choices, ModelGroup group, int version)
    {
        BlockValue[] entries = new BlockValue[choices.Next(4)];
        for (int index = 0; index < entries.Length; index++)
        {
            entries[index] = Make(choices, group, version);
        }

        return entries;
    }
}
