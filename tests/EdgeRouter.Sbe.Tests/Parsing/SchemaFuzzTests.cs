using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Tests.Parsing;

/// <summary>Whatever a schema holds, the parser gives a schema that holds together or an error, and never throws.</summary>
public sealed class SchemaFuzzTests
{
    private const ulong Seed = 20_240_607;
    private const int EverydayBytesMax = 40_000;
    private static readonly bool IsNightly = Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1";
    private static readonly int Rounds = IsNightly ? 1_000 : 40;

    private static readonly string[] Values =
    [
        "", " ", "0", "1", "-1", "255", "256", "65535", "65536", "2147483647", "2147483648", "18446744073709551616", "0xFF", "NaN", "1e9", "A", "'A'", "A.B", ".", "&lt;",
        "constant", "optional", "required", "char", "int8", "uint64", "float", "bigEndian", "messageHeader", "groupSizeEncoding", "true", "ü", "a b",
    ];

    private static readonly string[] Elements = ["<type", "<composite", "<enum", "<set", "<ref", "<field", "<group", "<data", "<message", "<validValue", "<choice", "<types", "<include"];

    [Test]
    public void ShouldSurviveMutatedTestSchemas([Values("car.xml", "orders.xml", "versions.xml")] string name)
    {
        using Stream stream = typeof(SchemaFuzzTests).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        Mutate(name, reader.ReadToEnd(), 10 * Rounds);
    }

    [TestCase("schemas")]
    [TestCase("sbe-conformance/aeron-sbe/test-schemas")]
    [TestCase("sbe-conformance/fix-spec-v2.0rc3")]
    public void ShouldSurviveMutatedRealSchemas(string folder)
    {
        foreach (string path in Directory.GetFiles(SharedData.Path(folder), "*.xml").Order())
        {
            if (IsNightly || new FileInfo(path).Length < EverydayBytesMax)
            {
                Mutate(Path.GetFileName(path), File.ReadAllText(path), Rounds);
            }
        }
    }

    private static void Mutate(string name, string text, int rounds)
    {
        ulong state = Seed;
        TestContext.Out.WriteLine($"{name}: seed {Seed}, {rounds} rounds");
        for (int round = 0; round < rounds; round++)
        {
            string mutant = text;
            for (int change = (int)Next(ref state, 3); change >= 0; change--)
            {
                mutant = Change(mutant, ref state);
            }

            try
            {
                Check(SbeSchemaParser.Parse(name, mutant, _ => mutant), ref state);
            }
            catch (Exception error) when (error is not AssertionException)
            {
                throw new InvalidOperationException($"{name}, round {round} of seed {Seed}", error);
            }
        }
    }

    private static string Change(string text, ref ulong state)
    {
        int at = (int)Next(ref state, text.Length);
        switch (Next(ref state, 6))
        {
            case 0:
                return text[..at] + (char)(32 + Next(ref state, 95)) + text[Math.Min(text.Length, at + 1)..];
            case 1:
                return Between(text, at, '\n', '\n', string.Empty, isTwice: Next(ref state, 2) == 0);
            case 2:
                return Between(text, at, '<', '>', string.Empty, isTwice: Next(ref state, 2) == 0);
            case 3:
                int space = text.IndexOf(' ', at);
                int equals = space < 0 ? -1 : text.IndexOf("=\"", space, StringComparison.Ordinal);
                return equals < 0 || equals - space > 30 ? text : text[..(space + 1)] + "x" + text[(space + 1)..];
            case 4:
                int tag = text.IndexOf('<', at);
                int end = tag < 0 ? -1 : text.IndexOfAny([' ', '>'], tag);
                return end < 0 ? text : text[..tag] + Elements[Next(ref state, Elements.Length)] + text[end..];
            default:
                return Between(text, at, '"', '"', Values[Next(ref state, Values.Length)], isTwice: false);
        }
    }

    // Replaces what stands between two marks behind a position, or doubles it with its marks.
    private static string Between(string text, int at, char open, char close, string value, bool isTwice)
    {
        int first = text.IndexOf(open, at);
        int last = first < 0 ? -1 : text.IndexOf(close, first + 1);
        return last < 0 ? text : isTwice ? text.Insert(first, text[first..last]) : text[..(first + 1)] + value + text[last..];
    }

    private static void Check(SbeParseResult result, ref ulong state)
    {
        Assert.That(result.Schema == null, Is.EqualTo(result.Errors.Any()), () => string.Join('\n', result.Diagnostics));
        Assert.That(result.Diagnostics.All(found => found.Message.Length is > 10 and < 500 && found.Line >= 0), Is.True);
        if (result.Schema is not { } schema)
        {
            return;
        }

        foreach (SbeMessage message in schema.Messages)
        {
            CheckBlock(message);
        }

        byte[] bytes = new byte[Next(ref state, 200)];
        for (int index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)(Next(ref state, 4) == 0 ? Next(ref state, 256) : 0);
        }

        if (schema.Messages.Count > 0 && schema.Header.TemplateId is { } slot && slot.Offset < bytes.Length)
        {
            bytes[slot.Offset] = (byte)schema.Messages[(int)Next(ref state, schema.Messages.Count)].Id;
        }

        SbeJson.Render(new SbeWalker(schema), bytes, out _);
    }

    private static void CheckBlock(SbeBlock block)
    {
        int end = 0;
        foreach (SbeField field in block.Fields.Where(field => field.Presence != SbePresence.Constant))
        {
            Assert.That(field.Offset, Is.GreaterThanOrEqualTo(end));
            end = field.End;
        }

        Assert.That(block.BlockLength, Is.GreaterThanOrEqualTo(end));
        foreach (SbeGroup group in block.Groups)
        {
            CheckBlock(group);
        }
    }

    private static long Next(ref ulong state, int below)
    {
        state = (state * 6364136223846793005) + 1442695040888963407;
        return (long)((state >> 33) % (ulong)Math.Max(1, below));
    }
}
