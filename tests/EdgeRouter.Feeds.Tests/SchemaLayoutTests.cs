using EdgeRouter.Core.Errors;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Feeds.Tests;

/// <summary>Our schema files say what the exchanges' own files say, in everything that reaches the wire.</summary>
public sealed class SchemaLayoutTests
{
    [Test]
    public void ShouldAgreeWithCme() => AssertAlike(FeedSchemas.CmeMdp3(), "schemas/Cme.Futures.Mdp3.Sbe.v1.8.xml");

    [Test]
    public void ShouldAgreeWithMemx() => AssertAlike(FeedSchemas.MemoirDepth(), "schemas/Memx.Equities.MemoirDepth.Sbe.v1.3.xml");

    [Test]
    public void ShouldNameTheBadSchema()
    {
        EdgeRouterException missing = Assert.Throws<EdgeRouterException>(() => FeedSchemas.FromFile("no-such-schema.xml"))!;
        string bad = Path.Combine(TestContext.CurrentContext.WorkDirectory, "bad-schema.xml");
        File.WriteAllText(bad, "<messageSchema/>");
        EdgeRouterException broken = Assert.Throws<EdgeRouterException>(() => FeedSchemas.FromFile(bad))!;
        File.Delete(bad);
        Assert.That((missing.Id, broken.Id), Is.EqualTo(("ER3001", "ER3002")));
        Assert.That((missing.Message, broken.Message), Is.EqualTo((missing.Message.ReplaceLineEndings(" "), broken.Message.ReplaceLineEndings(" "))));
        Assert.That(broken.Message, Does.Contain("bad-schema.xml(1,2)"));
    }

    private static void AssertAlike(SbeSchema ours, string file)
    {
        SbeSchema theirs = FeedSchemas.FromFile(SharedData.Path(file));
        Assert.That((ours.Id, ours.Version, ours.IsBigEndian, ours.Header.EncodedLength), Is.EqualTo((theirs.Id, theirs.Version, theirs.IsBigEndian, theirs.Header.EncodedLength)));
        Assert.That(ours.Messages.OrderBy(one => one.Id).SelectMany(Describe), Is.EqualTo(theirs.Messages.OrderBy(one => one.Id).SelectMany(Describe)));
    }

    private static IEnumerable<string> Describe(SbeBlock block)
    {
        yield return $"{block.Name} {block.Id} {block.BlockLength} since {block.Facts.SinceVersion}";
        foreach (SbeField field in block.Fields)
        {
            bool isOnWire = field.Presence != SbePresence.Constant;
            yield return $"{block.Name}.{field.Name} {field.Id} at {(isOnWire ? field.Offset : 0)} {field.EncodedLength} {field.Presence} since {field.Facts.SinceVersion}: {Describe(field.Type)}";
        }

        foreach (SbeGroup group in block.Groups)
        {
            yield return $"{group.Name} {group.Dimension.EncodedLength} {group.Dimension.NumInGroup.Offset} {group.Dimension.NumInGroup.Primitive}";
            foreach (string line in Describe(group))
            {
                yield return line;
            }
        }
    }

    private static string Describe(SbeType type) => type switch
    {
        SbeScalar scalar => $"{scalar.Primitive} {scalar.Length} {scalar.Presence} null {scalar.NullValue} = {scalar.ConstantText ?? scalar.ConstantValue?.ToString()}",
        SbeEnum named => $"{named.Encoding.Primitive} null {named.Encoding.NullValue} " + string.Join(',', named.Values.Select(value => $"{value.Name}={value.Value}").Order(StringComparer.Ordinal)),
        SbeSet set => $"{set.Primitive} " + string.Join(',', set.Choices.Select(choice => $"{choice.Name}={choice.Value}")),
        SbeComposite composite => string.Join(';', composite.Members.Select(member => $"{member.Name} at {member.Offset} {Describe(member.Type)}")),
        _ => string.Empty,
    };
}
