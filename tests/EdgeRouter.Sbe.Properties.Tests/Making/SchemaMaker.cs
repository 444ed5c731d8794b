using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Makes a schema with all its versions.</summary>
public static class SchemaMaker
{
    private static readonly string[] Packages = ["p", "com.venue.feed", "com.acme-feeds.v1", "class.int"];

    public static ModelSchema Make(Choices choices)
    {
        bool isBigEndian = choices.Chance(40);
        ModelHeader header = HeaderMaker.MakeHeader(choices);
        int growth = choices.Next(4);
        int highest = (int)Math.Min(Slot(header, "version").High() - 1, 70_000) - growth;
        int first = Math.Min(highest, choices.Pick((int[])[0, 1, 8, 254, 300, 65_000]));
        Ages ages = new(first, first + growth);
        TypePool pool = new();
        pool.Names.UnionWith(["messageHeader", "MessageHeader", "hdr", "event", "frameHeader", ModelDimension.DefaultName]);
        ModelDimension[] dimensions =
        [
            HeaderMaker.MakeDimension(choices, ModelDimension.DefaultName),
            .. Enumerable.Range(0, choices.Next(3)).Select(_ => HeaderMaker.MakeDimension(choices, NameMaker.Take(choices, pool.Names))),
        ];
        ModelDataType[] dataTypes = [.. Enumerable.Range(0, 1 + choices.Next(3)).Select(_ => HeaderMaker.MakeDataType(choices, NameMaker.Take(choices, pool.Names)))];
        new TypeMaker(choices, ages, pool).MakeAll();
        return new ModelSchema
        {
            Package = choices.Pick(Packages),
            Id = (int)Math.Min(Slot(header, "schemaId").High() - 1, choices.Pick((int[])[1, 0, 254, 777, 65_534, 100_000])),
            FirstVersion = ages.First,
            LastVersion = ages.Last,
            IsBigEndian = isBigEndian,
            Header = header,
            Dimensions = dimensions,
            DataTypes = dataTypes,
            Types = pool.All,
            Messages = MakeMessages(choices, header, new BlockMaker(choices, ages, pool, dimensions, dataTypes), pool),
        };
    }

    private static List<ModelBlock> MakeMessages(Choices choices, ModelHeader header, BlockMaker blocks, TypePool pool)
    {
        HashSet<string> names = [];
        List<ModelBlock> messages = [];
        int highest = (int)Math.Min(Slot(header, "templateId").High() - 1, 1_000_000);
        int id = choices.Next(3);
        for (int count = choices.Next(4); count >= 0; count--)
        {
            // A message may be called like one of the types.
            string enclosing = pool.All.Count > 0 ? choices.Pick(pool.All).Name : string.Empty;
            messages.Add(blocks.MakeMessage(NameMaker.Take(choices, names, enclosing), Math.Min(id, highest - count), BlockMaker.Longest(Slot(header, "blockLength"))));
            id += 1 + choices.Next(choices.Chance(20) ? 100_000 : 40);
        }

        return messages;
    }

    private static Wire Slot(ModelHeader header, string name) => header.Find(name)?.Wire ?? Wire.UInt16;
}
