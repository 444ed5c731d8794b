using System.Text.Json.Nodes;
using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>A version that might follow today's: every message and entry has another field, every message more data and where it may be another group,
/// an enum has another value, and there is another message.</summary>
internal static class NextVersion
{
    public const int NewTemplateId = 60_000;
    public const int NewReasonValue = 200;

    public static SbeSchema Schema { get; } = Corpus.Parse(Grow(Corpus.TodaysSchemaText));

    public static int Version => Corpus.TodaysSchema.Version + 1;

    /// <summary>The message as the next version's sender writes it, and what it says.</summary>
    public static CorpusMessage Of(CorpusMessage today)
    {
        var writer = new NextVersionWriter();
        SbeWalkResult result = new SbeWalker(Corpus.TodaysSchema).Walk(today.Wire, ref writer);
        Assert.That((result.Status, result.TrailingBytes), Is.EqualTo((SbeWalkStatus.Complete, 0)));
        var content = (JsonObject)today.Content.DeepClone();
        foreach (JsonObject entry in content.Select(pair => pair.Value).OfType<JsonArray>().SelectMany(group => group.OfType<JsonObject>()))
        {
            entry["NextEntryField"] = NextVersionWriter.EntryFieldValue;
        }

        content["NextField"] = NextVersionWriter.FieldValue;
        content["NextText"] = NextVersionWriter.TextValue;
        if (writer.HasNextGroup)
        {
            content["NextGroup"] = new JsonArray(NextVersionWriter.Keys.Select(key => (JsonNode)new JsonObject { ["NextKey"] = key, ["NextNote"] = NextVersionWriter.TextValue }).ToArray());
        }

        return today with { Wire = writer.ToArray(), Content = content };
    }

    public static string Replace(string source, string text, string replacement)
    {
        Assert.That(source, Does.Contain(text), "the edit must find its place");
        int at = source.IndexOf(text, StringComparison.Ordinal);
        return source[..at] + replacement + source[(at + text.Length)..];
    }

    private static string Grow(string today)
    {
        XElement root = XElement.Parse(today);
        int version = (int)root.Attribute("version")! + 1;
        root.SetAttributeValue("version", version);
        XElement[] messages = [.. root.Elements().Where(element => element.Name.LocalName == "message")];
        foreach (XElement message in messages)
        {
            GrowMessage(message, version);
        }

        XElement reasons = root.Descendants("enum").Single(element => (string?)element.Attribute("name") == "RejectReason");
        reasons.Add(new XElement("validValue", new XAttribute("name", "Next"), new XAttribute("sinceVersion", version), NewReasonValue));
        root.Add(new XElement(messages[0].Name, new XAttribute("name", "NextMessage"), new XAttribute("id", NewTemplateId), new XAttribute("sinceVersion", version), Part("field", "NextField", "int32", version)));
        return root.ToString();
    }

    private static void GrowMessage(XElement message, int version)
    {
        foreach (XElement group in message.Descendants("group"))
        {
            AddBehindFields(group, Part("field", "NextEntryField", "uint16", version));
        }

        AddBehindFields(message, Part("field", "NextField", "int32", version));
        if (!message.Elements("data").Any())
        {
            message.Add(new XElement("group", new XAttribute("name", "NextGroup"), new XAttribute("id", 9_001), new XAttribute("sinceVersion", version),
                Part("field", "NextKey", "uint16", version), Part("data", "NextNote", "varText", version)));
        }

        message.Add(Part("data", "NextText", "varText", version));
    }

    private static void AddBehindFields(XElement block, XElement field)
    {
        if (block.Elements("field").LastOrDefault() is { } last)
        {
            last.AddAfterSelf(field);
            return;
        }

        block.AddFirst(field);
    }

    private static XElement Part(string kind, string name, string type, int version) =>
        new(kind, new XAttribute("name", name), new XAttribute("id", 9_000), new XAttribute("type", type), new XAttribute("sinceVersion", version));
}
