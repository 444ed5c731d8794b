using System.Text;
using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;

namespace EdgeRouter.Cli.Tests;

/// <summary><c>sbe check --against</c>: whether a schema may follow an older version.</summary>
public sealed class SbeAgainstTests
{
    private const string Older = """
        <messageSchema package="p" id="1" version="1">
          <types>
            <composite name="messageHeader">
              <type name="blockLength" primitiveType="uint16"/>
              <type name="templateId" primitiveType="uint16"/>
              <type name="schemaId" primitiveType="uint16"/>
              <type name="version" primitiveType="uint16"/>
            </composite>
          </types>
          <message name="Tick" id="1">
            <field name="Price" id="1" type="int64"/>
          </message>
        </messageSchema>
        """;

    private static readonly string Wider = Older.Replace("version=\"1\"", "version=\"2\"", StringComparison.Ordinal)
        .Replace("type=\"int64\"/>", "type=\"int64\"/><field name=\"Size\" id=\"2\" type=\"int32\" sinceVersion=\"2\"/>", StringComparison.Ordinal);

    private static readonly string Other = Wider.Replace("type=\"int64\"", "type=\"int32\"", StringComparison.Ordinal);

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void ShouldPassAnExtension()
    {
        CommandResult result = Check(Wider, Older);
        Assert.That(result.ExitCode, Is.Zero, result.Stderr);
        Assert.That(result.Stdout, Does.Contain("safe: message Tick.Size: field was added").And.Contain(": 0 breaking, 1 safe"));
    }

    [Test]
    public void ShouldFailABreakAndListBreaksFirst()
    {
        CommandResult result = Check(Other, Older);
        string[] lines = result.Stdout.TrimEnd().Split('\n');
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Stderr);
        Assert.That(lines[^3], Does.StartWith("breaking: message Tick.Price: type was int64 and is int32"));
        Assert.That(lines[^2], Does.StartWith("breaking: message Tick.Size: new field at offset 4"));
    }

    [Test]
    public void ShouldGiveDifferencesAsJson()
    {
        CommandResult result = Check(Other, Older, "--json");
        JsonElement against = result.Json.GetProperty("against");
        JsonElement first = against.GetProperty("findings")[0];
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Stderr);
        Assert.That(result.Json.GetProperty("ok").GetBoolean(), Is.False);
        Assert.That((against.GetProperty("version").GetInt32(), against.GetProperty("breaking").GetInt32()), Is.EqualTo((1, 2)));
        Assert.That((first.GetProperty("severity").GetString(), first.GetProperty("place").GetString()), Is.EqualTo(("breaking", "message Tick.Price")));
        Assert.That((first.GetProperty("olderLine").GetInt32(), first.GetProperty("newerLine").GetInt32()), Is.EqualTo((11, 11)));
    }

    [Test]
    public void ShouldRefuseAnOlderSchemaWithErrors() => Check(Wider, "<messageSchema/>").AssertFailed(2, "ER9041", "old.xml");

    private CommandResult Check(string newer, string older, params string[] more) => CommandResult.Of(
        ["sbe", "check", _folder.Write("new.xml", Encoding.UTF8.GetBytes(newer)), "--against", _folder.Write("old.xml", Encoding.UTF8.GetBytes(older)), .. more]);
}
