using EdgeRouter.Sbe.Schema;
using EdgeRouter.Tools.Decode;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Decode;

[TestFixture]
public sealed class SchemaDispatcherTests
{
    private const string Extra = "<message name='Extra' id='6'/>";

    [TestCase(3, 3, TestName = "the very version")]
    [TestCase(2, 3, TestName = "the lowest newer one")]
    [TestCase(4, 5, TestName = "the lowest newer one, before older ones")]
    [TestCase(9, 5, TestName = "the newest, where all are older")]
    public void ShouldPreferTheClosestVersion(int sender, int expected)
    {
        int[][] orders = [[1, 3, 5], [5, 3, 1], [3, 5, 1]];
        foreach (int[] versions in orders)
        {
            SchemaDispatcher dispatcher = new([.. versions.Select(version => Orders.Schema(version: version))]);
            Assert.That(dispatcher.Find(Orders.Message(1, version: sender), out SchemaMatch match).Schema.Version, Is.EqualTo(expected));
            Assert.That(match, Is.EqualTo(SchemaMatch.Known));
        }
    }

    [Test]
    public void ShouldGoByTheTemplateBeforeTheVersion()
    {
        SchemaDispatcher dispatcher = new([Orders.Schema(version: 2), Orders.Schema(version: 1, more: Extra)]);
        Assert.That(dispatcher.Find(Orders.Message(1, template: 6, version: 2), out _).Schema.Version, Is.EqualTo(1));
    }

    [Test]
    public void ShouldTellSchemasApartByTheirIds()
    {
        SchemaDispatcher dispatcher = new([Orders.Schema(), Orders.Schema(id: 8)]);
        Assert.That(dispatcher.Find(Orders.Message(1, schema: 8), out SchemaMatch match).Schema.Id, Is.EqualTo(8));
        Assert.That(match, Is.EqualTo(SchemaMatch.Known));
        Assert.That(dispatcher.Find(Orders.Message(1, schema: 8, template: 99), out match).Schema.Id, Is.EqualTo(8));
        Assert.That(match, Is.EqualTo(SchemaMatch.UnknownTemplate));
        Assert.That(dispatcher.Find(Orders.Message(1, schema: 9), out match).Schema.Id, Is.EqualTo(7));
        Assert.That(match, Is.EqualTo(SchemaMatch.UnknownSchema));
    }

    [Test]
    public void ShouldTakeSchemasOfDifferentHeaders()
    {
        SbeSchema small = Orders.Schema("<type name='blockLength' primitiveType='uint16'/><type name='templateId' primitiveType='uint8'/><type name='schemaId' primitiveType='uint8'/><type name='version' primitiveType='uint16'/>", id: 9, byteOrder: "bigEndian");
        SchemaDispatcher dispatcher = new([Orders.Schema(), small]);
        Assert.That((dispatcher.HeaderBytesMin, dispatcher.HeaderBytesMax), Is.EqualTo((6, 8)));
        Assert.That(dispatcher.Find([0, 16, 5, 9, 0, 2], out SchemaMatch match).Schema.Id, Is.EqualTo(9));
        Assert.That(match, Is.EqualTo(SchemaMatch.Known));
        Assert.That(dispatcher.Knows([0, 16, 5, 9, 0]), Is.False);
        dispatcher.Find([0, 16, 5, 9, 0], out match);
        Assert.That(match, Is.EqualTo(SchemaMatch.ShortHeader));
    }

    [Test]
    public void ShouldWantASchema() => Assert.Throws<ArgumentException>(() => _ = new SchemaDispatcher([]));
}
