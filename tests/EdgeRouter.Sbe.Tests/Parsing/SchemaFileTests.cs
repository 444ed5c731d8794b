using System.Text;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Tests.Parsing;

public sealed class SchemaFileTests
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"{0}\"?>\n";
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sbe").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("utf-8", "", false)]
    [TestCase("utf-8", "utf-8", false)]
    [TestCase("utf-8", "utf-8", true)]
    [TestCase("utf-8", "UTF8", false)]
    [TestCase("utf-16", "utf-16", true)]
    [TestCase("utf-16", "utf-16", false)]
    [TestCase("utf-16BE", "", true)]
    [TestCase("latin1", "ISO-8859-1", false)]
    [TestCase("latin1", "", false, TestName = "Latin-1 that says nothing")]
    [TestCase("latin1", "utf-8", false, TestName = "Latin-1 that says UTF-8")]
    [TestCase("latin1", "windows-1252", false)]
    [TestCase("utf-8", "no-such-encoding", false)]
    public void ShouldReadEncodings(string encodingName, string declared, bool hasMark)
    {
        Encoding encoding = Encoding.GetEncoding(encodingName);
        string text = (declared.Length == 0 ? string.Empty : Declaration.Replace("{0}", declared, StringComparison.Ordinal))
            + SchemaText.WithMessage(string.Empty, "<field name=\"f\" id=\"1\" type=\"int8\" description=\"Börse\"/>");
        string path = Path.Combine(_folder, "s.xml");
        File.WriteAllBytes(path, [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
        SbeParseResult result = SbeSchemaFile.Parse(path);
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Schema!.Messages[0].Fields[0].Facts.Description, Is.EqualTo("Börse"));
    }

    [Test]
    public void ShouldIncludeRelativeToTheIncludingFile()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "sub"));
        string path = Path.Combine(_folder, "s.xml");
        File.WriteAllText(path, SchemaText.WithMessage(string.Empty, "<field name=\"f\" id=\"1\" type=\"T\"/>").Replace("<types>", "<include href='sub/a.xml'/><types>", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(_folder, "sub", "a.xml"), "<types><include href='b.xml'/></types>");
        File.WriteAllText(Path.Combine(_folder, "sub", "b.xml"), "<types><type name='T' primitiveType='int32'/>\n<type name='U' primitiveType='x'/></types>");
        SbeDiagnostic found = SbeSchemaFile.Parse(path).Diagnostics.Single();
        Assert.That((found.Id, found.Path, found.Line), Is.EqualTo(("SBE013", "sub/b.xml", 2)));
        File.WriteAllText(Path.Combine(_folder, "sub", "b.xml"), "<types><type name='T' primitiveType='int32'/></types>");
        Assert.That(SbeSchemaFile.Parse(path).Schema!.Messages[0].BlockLength, Is.EqualTo(4));
    }

    [Test]
    public void ShouldReadNoMoreThanTheLimit()
    {
        string path = Path.Combine(_folder, "big.xml");
        using (FileStream file = File.Create(path))
        {
            file.SetLength(4L << 30);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(SbeSchemaFile.Parse(path).Diagnostics.Single().Id, Is.EqualTo("SBE035"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(SbeSchemaLimits.TextLengthMax * 4L));
    }

    [Test]
    public void ShouldSayThatAFileIsNotThere() => Assert.That(() => SbeSchemaFile.Parse(Path.Combine(_folder, "none.xml")), Throws.InstanceOf<FileNotFoundException>());
}
