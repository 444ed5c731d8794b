using System.Buffers.Binary;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Compiled;

/// <summary>Whatever the bytes of a forest file, one line of error or a forest that all evaluators score alike and within its range.</summary>
[TestFixture]
public sealed class ForestFileFuzzTests
{
    private const ulong Seed = 40_110;
    private static readonly int[] Edges = [0, 1, -1, 63, 64, 65, 128, 255, 256, 257, 1 << 16, int.MaxValue, int.MinValue];

    private static int Rounds => Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1" ? 40_000 : 800;

    [Test]
    public void ShouldSurviveForgedFiles()
    {
        ForestForgery[] forgeries =
        [
            Forge(new SyntheticModel(1) { Depth = 8, Trees = 3, CategorySets = 3 }),
            Forge(new SyntheticModel(2) { Depth = 20, SplitsOfEight = 4, Trees = 9 }),
            Forge(new SyntheticModel(3) { Depth = 4, Trees = 3, Library = ModelLibrary.LightGbm, CategorySets = 2 }),
            Forge(new SyntheticModel(4) { Depth = 7, Trees = 3, Features = 200 }),
            Forge(new SyntheticModel(5) { Depth = 3, Trees = 3, Outputs = 2, IsVector = true }),
        ];
        var bits = new Bits(Seed);
        int opened = 0;
        int refused = 0;
        for (int i = 0; i < Rounds; i++)
        {
            foreach (ForestForgery forgery in forgeries)
            {
                forgery.Restore();
                Damage(forgery, bits);
                bool isOpen = Try(forgery, bits, i);
                opened += isOpen ? 1 : 0;
                refused += isOpen ? 0 : 1;
            }
        }

        TestContext.Out.WriteLine($"seed {Seed}: opened {opened}, refused {refused}");
        Assert.That(opened, Is.Positive);
        Assert.That(refused, Is.Positive);
    }

    private static ForestForgery Forge(SyntheticModel model) => new(ForestCompiler.Compile(model.Build()));

    private static void Damage(ForestForgery forgery, Bits bits)
    {
        // Three of four have checksums that are right, half of these a content hash too. Sizes of models must be left alone for that.
        int seal = bits.Below(4);
        SectionEntry[] tables = forgery.Directory.ToArray();
        for (int edits = 1 + bits.Below(3); edits > 0; edits--)
        {
            SectionEntry table = tables[bits.Below(tables.Length)];
            bool isFree = seal < 2 || table.Section != (int)ForestSection.ModelSizes;
            if (table.SizeBytes > 0 && isFree)
            {
                Edit(forgery.Bytes.AsSpan((int)table.Offset, (int)table.SizeBytes), bits);
            }
            else if (seal < 2)
            {
                Edit(forgery.Bytes, bits);
            }
        }

        if (seal == 1)
        {
            forgery.SealDigest();
        }
        else if (seal > 1)
        {
            forgery.SealModels();
        }
    }

    private static void Edit(Span<byte> bytes, Bits bits)
    {
        int word = bits.Below(Math.Max(1, bytes.Length / 4)) * 4;
        if (bits.Below(2) == 0 || word + 4 > bytes.Length)
        {
            bytes[bits.Below(bytes.Length)] ^= (byte)(1 << bits.Below(8));
        }
        else
        {
            int value = bits.Below(3) == 0 ? BinaryPrimitives.ReadInt32LittleEndian(bytes[word..]) + bits.Below(5) - 2 : Edges[bits.Below(Edges.Length)];
            BinaryPrimitives.WriteInt32LittleEndian(bytes[word..], value);
        }
    }

    private static bool Try(ForestForgery forgery, Bits bits, int round)
    {
        CompiledForest forest;
        try
        {
            forest = ForestForgery.Open(forgery.Bytes, "fuzz.erf");
        }
        catch (EdgeRouterException e) when (e.Id is "ER4011" or "ER4012" or "ER4013")
        {
            return e.Message.Contains('\n', StringComparison.Ordinal) ? throw new AssertionException(e.Message) : false;
        }

        string where = $"seed {Seed} round {round}: {forgery.DescribeDamage()}";
        double[] rows = ForestScores.Rows(17, forest.FeatureCount, bits.Next());
        foreach (long raw in ForestScores.RawOfAll(forest, rows, where))
        {
            Assert.That(raw, Is.InRange(-(1L << 53), 1L << 53), where);
        }

        _ = ForestScores.Exact(forest, rows);
        return true;
    }
}
