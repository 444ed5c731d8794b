using System.Text;
using System.Text.Json;
using EdgeRouter.Sbe.Generator.Tests;
using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Reference;

/// <summary>The reference encoder and the expected rendering, held against an example that the SBE 1.0 specification prints in hexadecimal.</summary>
public sealed class ReferenceTests
{
    private const int FramingBytes = 6;
    private const int ExecutionReport = 98;

    private const string Json =
        """
        {"message":"ExecutionReport","templateId":98,"version":0,"OrderID":"O0000001","ExecID":"EXEC0000","ExecType":"Trade","OrdStatus":"1","Symbol":"GEM4",
        "MaturityMonthYear":{"year":2014,"month":6,"day":null,"week":null},"Side":"1","LeavesQty":1,"CumQty":6,"TradeDate":15989,
        "FillsGrp":[{"FillPx":99.61,"FillQty":2},{"FillPx":99.62,"FillQty":4}]}
        """;

    [Test]
    public void ShouldEncodeLikeTheSpecification()
    {
        byte[] encoded = ReferenceEncoder.Encode(Schema(), 0, Report(), Value());
        Assert.That(Convert.ToHexString(encoded), Is.EqualTo(Example()[(2 * FramingBytes)..].ToUpperInvariant()));
    }

    [Test]
    public void ShouldExpectWhatThePrintedMessageMeans() =>
        Assert.That(JsonCheck.Difference(Json, new ExpectedJson(Schema(), 0, 0).Message(Report(), Value(), trailingBytes: 0)), Is.Null);

    private static string Example()
    {
        using JsonDocument examples = JsonDocument.Parse(File.ReadAllText(SharedData.Path("sbe-conformance/fix_spec_wire_examples.json")));
        return examples.RootElement.EnumerateArray()
            .First(one => one.GetProperty("spec").GetString() == "v1.0" && one.GetProperty("templateId").GetInt32() == ExecutionReport)
            .GetProperty("hex").GetString()!;
    }

    private static ModelSchema Schema()
    {
        HeaderSlot[] slots = [.. new[] { "blockLength", "templateId", "schemaId", "version" }.Select((name, index) => new HeaderSlot(name, Wire.UInt16, 2 * index, string.Empty))];
        return new ModelSchema
        {
            Package = "orders",
            Id = 91,
            FirstVersion = 0,
            LastVersion = 0,
            IsBigEndian = false,
            Header = new ModelHeader(ModelHeader.DefaultName, slots, 8, string.Empty),
            Dimensions = [],
            DataTypes = [],
            Types = [],
            Messages = [Report()],
        };
    }

    private static ModelBlock Report()
    {
        ScalarType id = new() { Name = "Id8", Wire = Wire.Char, Length = 8 };
        EnumType execType = new() { Name = "ExecType", EncodingName = "char", Wire = Wire.Char, Null = Scalar.Of(0m), Values = [new NamedValue("Trade", 'F', "F", 0)] };
        HeaderSlot[] slots = [new("blockLength", Wire.UInt16, 0, string.Empty), new("numInGroup", Wire.UInt16, 2, string.Empty)];
        return new ModelBlock
        {
            Name = "ExecutionReport",
            Id = ExecutionReport,
            Fields =
            [
                Field("OrderID", id, 0), Field("ExecID", id, 8), Field("ExecType", execType, 16), Field("OrdStatus", Number(Wire.Char), 17), Field("Symbol", id, 18),
                Field("MaturityMonthYear", MonthYear(), 26), Field("Side", Number(Wire.Char), 31), Field("LeavesQty", Decimal(Wire.Int32, 0), 32),
                Field("CumQty", Decimal(Wire.Int32, 0), 36), Field("TradeDate", Number(Wire.UInt16), 40),
            ],
            Groups =
            [
                new ModelGroup
                {
                    Name = "FillsGrp",
                    Id = 2112,
                    Dimension = new ModelDimension(ModelDimension.DefaultName, slots, 4),
                    Fields = [Field("FillPx", Decimal(Wire.Int64, -3), 0), Field("FillQty", Decimal(Wire.Int32, 0), 8)],
                    Groups = [],
                    Data = [],
                },
            ],
            Data = [],
        };
    }

    private static BlockValue Value() => new(
        [
            Text("O0000001"), Text("EXEC0000"), Of('F'), Of('1'), Text("GEM4"), new FieldValue.Composite([Of(2014), Of(6), null, null]), Of('1'),
            new FieldValue.Composite([Of(1), null]), new FieldValue.Composite([Of(6), null]), Of(0x3E75),
        ],
        [[Fill(99_610, 2), Fill(99_620, 4)]],
        []);

    private static BlockValue Fill(int price, int quantity) =>
        new([new FieldValue.Composite([Of(price), null]), new FieldValue.Composite([Of(quantity), null])], [], []);

    private static CompositeType MonthYear()
    {
        ScalarType year = new() { Name = "year", Wire = Wire.UInt16, Presence = Presence.Optional };
        ScalarType part = new() { Name = "part", Wire = Wire.UInt8, Presence = Presence.Optional };
        return new CompositeType
        {
            Name = "MonthYear",
            Members = [Field("year", year, 0, Presence.Optional), Field("month", part, 2, Presence.Optional), Field("day", part, 3, Presence.Optional), Field("week", part, 4, Presence.Optional)],
        };
    }

    private static CompositeType Decimal(Wire wire, int exponent)
    {
        ScalarType power = new() { Name = "exponent", Wire = Wire.Int8, Presence = Presence.Constant, ConstantNumber = Scalar.Of((decimal)exponent) };
        return new CompositeType { Name = "Decimal", IsDecimal = true, Members = [Field("mantissa", Number(wire), 0), Field("exponent", power, 0, Presence.Constant)] };
    }

    private static ScalarType Number(Wire wire) => new() { Name = wire.XmlName(), Wire = wire, IsBuiltIn = true };

    private static ModelField Field(string name, ModelType type, int offset, Presence presence = Presence.Required) => new() { Name = name, Type = type, Offset = offset, Presence = presence };

    private static FieldValue.Bytes Text(string text) => new(Encoding.ASCII.GetBytes(text));

    private static FieldValue.Number Of(int number) => new(Scalar.Of((decimal)number));
}
