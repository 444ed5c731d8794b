using System.Globalization;
using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Makes message headers, group dimensions and data composites: those of real exchanges, and some that nobody has yet.</summary>
public static class HeaderMaker
{
    private const string FrameTypes =
        "    <composite name=\"frameHeader\"><type name=\"messageLength\" primitiveType=\"uint32\"/><type name=\"encoding\" primitiveType=\"uint16\"/></composite>\n";

    private static readonly (string BlockLength, string Count, int CountGap)[] DimensionKinds =
    [
        ("uint16", "uint16", 0), ("uint16", "uint32", 0), ("uint8", "uint8", 0), ("uint16", "uint8", 0), ("uint8", "uint16", 0), ("uint16", "uint8", 5), ("uint32", "uint16", 2),
    ];

    public static ModelHeader MakeHeader(Choices choices)
    {
        string name = choices.Chance(30) ? choices.Pick((string[])["MessageHeader", "hdr", "event"]) : ModelHeader.DefaultName;
        HeaderWriter header = new();
        switch (choices.Next(10))
        {
            case 1:
                header.Add("blockLength", Wire.UInt16).Add("templateId", Wire.UInt8).Add("schemaId", Wire.UInt8).Add("version", Wire.UInt16);
                break;
            case 2:
                header.Add("blockLength", Wire.UInt16).Add("templateId", Wire.UInt8).Add("schemaId", Wire.UInt8).Add("version", Wire.UInt16).Add("numGroups", Wire.UInt8);
                break;
            case 3:
                Standard(header.Add("frameLength", Wire.UInt16));
                break;
            case 4:
                Standard(header).Add("numGroups", Wire.UInt16).Add("numVarDataFields", Wire.UInt16);
                break;
            case 5:
                header.AddXml("frame", 6, "<ref name=\"frame\" type=\"frameHeader\"/>");
                Standard(header).Add("sequence", Wire.UInt32).Gap(1).Add("flag", Wire.UInt8);
                return new ModelHeader(name, header.Slots, header.Length, FrameTypes);
            case 6:
                Standard(header).AddXml("features", 8, "<set name=\"features\" encodingType=\"uint64\"><choice name=\"encrypted\">0</choice><choice name=\"class\">63</choice></set>");
                header.Add("sequence", Wire.UInt64).Add("sendingTime", Wire.Int64);
                break;
            case 7:
                header.Add("templateId", Wire.UInt32).Add("schemaId", Wire.UInt32).Add("version", Wire.UInt32).Add("blockLength", Wire.UInt32);
                break;
            case 8:
                header.Gap(1).Add("version", Wire.UInt8).Add("schemaId", Wire.UInt16).Gap(2).Add("templateId", Wire.UInt16).Add("blockLength", Wire.UInt32);
                break;
            case 9:
                header.Add("templateId", Wire.UInt16).Add("schemaId", Wire.UInt16);
                break;
            default:
                Standard(header);
                break;
        }

        return new ModelHeader(name, header.Slots, header.Length, string.Empty);
    }

    public static ModelDimension MakeDimension(Choices choices, string name)
    {
        (string blockLength, string count, int gap) = choices.Pick(DimensionKinds);
        HeaderWriter header = new();
        header.Add("blockLength", Parse(blockLength)).Gap(gap).Add("numInGroup", Parse(count));
        if (choices.Chance(15))
        {
            header.Add("numGroups", Wire.UInt16).Add("numVarDataFields", Wire.UInt16);
        }

        return new ModelDimension(name, header.Slots, header.Length);
    }

    public static ModelDataType MakeDataType(Choices choices, string name)
    {
        HeaderWriter header = new();
        header.Add("length", choices.Pick((Wire[])[Wire.UInt8, Wire.UInt16, Wire.UInt32]));
        int gap = choices.Chance(10) ? choices.Next(4) : 0;
        Wire payload = choices.Pick((Wire[])[Wire.UInt8, Wire.Char, Wire.Int8]);
        string encoding = payload != Wire.Int8 && choices.Chance(40) ? "UTF-8" : string.Empty;
        return new ModelDataType(name, header.Slots[0], payload, encoding, header.Length + gap, gap > 0);
    }

    private static HeaderWriter Standard(HeaderWriter header) =>
        header.Add("blockLength", Wire.UInt16).Add("templateId", Wire.UInt16).Add("schemaId", Wire.UInt16).Add("version", Wire.UInt16);

    private static Wire Parse(string name) => Enum.Parse<Wire>(name, ignoreCase: true);

    /// <summary>Puts one member behind the other.</summary>
    private sealed class HeaderWriter
    {
        private bool _isOffsetStated;

        public List<HeaderSlot> Slots { get; } = [];

        public int Length { get; private set; }

        public HeaderWriter Gap(int bytes)
        {
            Length += bytes;
            _isOffsetStated = bytes > 0;
            return this;
        }

        public HeaderWriter Add(string name, Wire wire)
        {
            string offset = _isOffsetStated ? $" offset=\"{Length.ToString(CultureInfo.InvariantCulture)}\"" : string.Empty;
            Slots.Add(new HeaderSlot(name, wire, Length, $"<type name=\"{name}\" primitiveType=\"{wire.XmlName()}\"{offset}/>"));
            Length += wire.Size();
            _isOffsetStated = false;
            return this;
        }

        public HeaderWriter AddXml(string name, int sizeBytes, string xml)
        {
            Slots.Add(new HeaderSlot(name, Wire.UInt8, Length, xml));
            Length += sizeBytes;
            return this;
        }
    }
}
