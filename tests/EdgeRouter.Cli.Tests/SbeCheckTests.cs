using System.Text.Json;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Cli.Verbs;

namespace EdgeRouter.Cli.Tests;

[TestFixture]
public sealed class SbeCheckTests
{
    private const string Schema = """
        <messageSchema package="toy" id="5" version="3" semanticVersion="1.2" byteOrder="bigEndian">
        <types>
          <composite name="messageHeader"><type name="blockLength" primitiveType="uint16"/><type name="templateId" primitiveType="uint8"/><type name="version" primitiveType="uint8"/></composite>
          <composite name="groupSizeEncoding"><type name="blockLength" primitiveType="uint16"/><type name="numInGroup" primitiveType="uint8"/></composite>
          <composite name="text"><type name="length" primitiveType="uint16"/><type name="varData" primitiveType="uint8" length="0" characterEncoding="UTF-8"/></composite>
          <composite name="Price"><type name="mantissa" primitiveType="int64"/><type name="exponent" primitiveType="int8" presence="constant">-4</type></composite>
          <enum name="Side" encodingType="char"><validValue name="Buy">B</validValue></enum>
          <type name="Code" primitiveType="char" length="4"/>
        </types>
        <message name="Order" id="1" blockLength="20">
          <field name="code" id="11" type="Code"/>
          <field name="price" id="12" type="Price" offset="6"/>
          <field name="size" id="13" type="uint32" presence="optional" sinceVersion="2" deprecated="3"/>
          <field name="side" id="14" type="Side" presence="constant" valueRef="Side.Buy"/>
          <group name="legs" id="15" sinceVersion="1"><field name="x" id="16" type="int8"/><data name="note" id="17" type="text"/></group>
        </message>
        <message name="Empty" id="2" sinceVersion="3"/>
        </messageSchema>
        """;

    private TemporaryFolder _folder = null!;
    private string _path = string.Empty;

    [SetUp]
    public void WriteSchema()
    {
        _folder = new TemporaryFolder();
        _path = _folder.File("toy.xml");
        File.WriteAllText(_path, Schema);
    }

    [TearDown]
    public void RemoveSchema() => _folder.Dispose();

    [Test]
    public void ShouldListMessages()
    {
        (int exitCode, string stdout, string stderr) = Run("sbe", "check", _path);
        string[] lines = Cells(stdout);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((exitCode, stderr), Is.EqualTo((0, string.Empty)));
            Assert.That(lines, Does.Contain("id|5").And.Contain("version|3 1.2").And.Contain("byte order|big-endian").And.Contain("messages|2"));
            Assert.That(lines, Does.Contain("header|messageHeader, 4 bytes: blockLength uint16 @0, templateId uint8 @2, version uint8 @3"));
            Assert.That(lines, Does.Contain("1|Order|20|4|1|0").And.Contain("2|Empty|0|0|0|0|3"));
        }
    }

    [TestCase("1")]
    [TestCase("Order")]
    [TestCase("order")]
    public void ShouldLayOutOneMessage(string wanted)
    {
        (_, string stdout, _) = Run("sbe", "check", _path, "--message", wanted);
        string[] lines = Cells(stdout);
        int start = Array.IndexOf(lines, "Order (1), block of 20 bytes");
        Assert.That(lines[(start + 3)..], Is.EqualTo(new[]
        {
            "0|4|code|11|char[4]|required",
            "6|8|price|12|composite|required",
            "6|8|mantissa|int64|required",
            "0|exponent|int8|constant|-4",
            "14|4|size|13|uint32|optional|2|3|4294967295",
            "0|side|14|enum char|constant|Buy (66)",
            "1|legs|15|group, groupSizeEncoding, 3 bytes: blockLength uint16 @0, numInGroup uint8 @2|1",
            "0|1|x|16|int8|required",
            "note|17|data, uint16 length, uint8 UTF-8",
        }));
        Assert.That(stdout, Does.Contain("    mantissa").And.Not.Contain("Empty"));
    }

    [Test]
    public void ShouldPrintOneJsonObject()
    {
        (int exitCode, string stdout, _) = Run("sbe", "check", _path, "--json");
        using JsonDocument document = JsonDocument.Parse(stdout);
        JsonElement root = document.RootElement;
        JsonElement order = root.GetProperty("messages")[0];
        JsonElement price = order.GetProperty("fields")[1];
        JsonElement legs = order.GetProperty("groups")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That((root.GetProperty("schemaVersion").GetInt32(), root.GetProperty("ok").GetBoolean(), root.GetProperty("byteOrder").GetString()), Is.EqualTo((1, true, "bigEndian")));
            Assert.That(root.GetProperty("header").GetProperty("length").GetInt32(), Is.EqualTo(4));
            Assert.That((order.GetProperty("templateId").GetInt32(), order.GetProperty("blockLength").GetInt32(), order.GetProperty("fieldCount").GetInt32()), Is.EqualTo((1, 20, 4)));
            Assert.That((price.GetProperty("offset").GetInt32(), price.GetProperty("members")[0].GetProperty("offset").GetInt32(), price.GetProperty("members")[1].GetProperty("constant").GetString()), Is.EqualTo((6, 6, "-4")));
            Assert.That(order.GetProperty("fields")[2].GetProperty("nullValue").GetString(), Is.EqualTo("4294967295"));
            Assert.That((legs.GetProperty("blockLength").GetInt32(), legs.GetProperty("data")[0].GetProperty("name").GetString()), Is.EqualTo((1, "note")));
            Assert.That(root.GetProperty("diagnostics").GetArrayLength(), Is.Zero);
        }
    }

    [Test]
    public void ShouldListEveryFaultAndExit1()
    {
        File.WriteAllText(_path, Schema.Replace("type=\"Code\"", "type=\"Cod\"", StringComparison.Ordinal).Replace("name=\"legs\"", "name=\"the legs\"", StringComparison.Ordinal));
        (int exitCode, string stdout, _) = Run("sbe", "check", _path);
        Assert.That((exitCode, stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries)), Is.EqualTo((1, new[]
        {
            $"{_path}(11,4): error SBE011: there is no type 'Cod'; define it under <types> or use a primitive",
            $"{_path}(15,4): error SBE004: 'the legs' is no name; use letters, digits and _",
        })));
        (exitCode, stdout, _) = Run("sbe", "check", _path, "--json");
        using JsonDocument document = JsonDocument.Parse(stdout);
        JsonElement first = document.RootElement.GetProperty("diagnostics")[0];
        Assert.That((exitCode, document.RootElement.GetProperty("ok").GetBoolean()), Is.EqualTo((1, false)));
        Assert.That((first.GetProperty("severity").GetString(), first.GetProperty("id").GetString(), first.GetProperty("line").GetInt32()), Is.EqualTo(("error", "SBE011", 11)));
    }

    [Test]
    public void ShouldShowNotesOfASoundSchema()
    {
        File.WriteAllText(_path, Schema.Replace("sinceVersion=\"3\"", "sinceVersion=\"4\"", StringComparison.Ordinal));
        (int exitCode, string stdout, _) = Run("sbe", "check", _path);
        Assert.That(exitCode, Is.Zero);
        Assert.That(stdout, Does.Contain($"{_path}(17,2): info SBE206: "));
    }

    [TestCase(3, "error ER3001: cannot read the schema /none/there.xml", "sbe", "check", "/none/there.xml")]
    [TestCase(2, "error ER9001: Required argument 'FILE' missing for command: 'check'; see 'edgerouter sbe check --help'", "sbe", "check")]
    [TestCase(2, "error ER9001: Required command was not provided; see 'edgerouter sbe --help'", "sbe")]
    public void ShouldRefuseBadUse(int expected, string message, params string[] args)
    {
        (int exitCode, string stdout, string stderr) = Run(args);
        Assert.That((exitCode, stdout), Is.EqualTo((expected, string.Empty)));
        Assert.That(stderr, Does.StartWith(message));
    }

    [Test]
    public void ShouldSayThatThereIsNoSuchMessage()
    {
        (int exitCode, string stdout, string stderr) = Run("sbe", "check", _path, "--message", "Oder");
        Assert.That((exitCode, stdout), Is.EqualTo((2, string.Empty)));
        Assert.That(stderr, Does.StartWith("error ER9040: --message Oder: "));
    }

    [Test]
    public void ShouldShowTheExampleOfTheVerbBelow() => Assert.That(Run("sbe", "--help").Stdout, Does.Contain("edgerouter sbe check schema.xml --message 32"));

    // Cells between runs of blanks, joined again, so that widths do not matter.
    private static string[] Cells(string text) => [.. text.Split('\n').Select(line => string.Join('|', line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))).Where(line => line.Length > 0)];

    private static (int ExitCode, string Stdout, string Stderr) Run(params string[] args)
    {
        using StringWriter stdout = new() { NewLine = "\n" };
        using StringWriter stderr = new() { NewLine = "\n" };
        int exitCode = new CommandHost([new SbeVerb()], stdout, stderr).Run(args);
        return (exitCode, stdout.ToString(), stderr.ToString());
    }
}
