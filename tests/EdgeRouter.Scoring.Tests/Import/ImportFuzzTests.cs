using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Import;

/// <summary>Whatever the bytes, the importer either gives an ensemble that can be scored or one line of error.</summary>
[TestFixture]
public sealed class ImportFuzzTests
{
    private const ulong Seed = 40_400;

    [Test]
    public void ShouldSurviveMutatedFiles()
    {
        XgboostFixture fixture = XgboostFixture.Load("rf");
        (int read, int refused) json = Fuzz(File.ReadAllBytes(fixture.JsonPath), 2500);
        (int read, int refused) ubj = Fuzz(File.ReadAllBytes(fixture.UbjPath), 5000);
        (int read, int refused) tiny = Fuzz(TinyModel.Json(), 20_000);
        TestContext.Out.WriteLine($"seed {Seed}: json {json}, ubj {ubj}, tiny {tiny}");
        Assert.That(json.refused, Is.Positive);
        Assert.That(ubj.refused, Is.Positive);
        Assert.That(json.read + ubj.read + tiny.read, Is.Positive);
    }

    [Test]
    public void ShouldRefuseEveryTruncation()
    {
        XgboostFixture fixture = XgboostFixture.Load("rf");
        foreach (string path in new[] { fixture.JsonPath, fixture.UbjPath })
        {
            byte[] whole = File.ReadAllBytes(path);
            for (int length = 0; length < whole.Length; length += 1 + (length / 50))
            {
                Assert.Throws<EdgeRouterException>(() => ModelImporter.Parse(whole[..length], path), $"{length} bytes");
            }
        }

        byte[] tiny = TinyModel.Json();
        for (int length = 0; length < tiny.Length; length++)
        {
            Assert.Throws<EdgeRouterException>(() => ModelImporter.Parse(tiny[..length], "tiny"), $"{length} bytes");
        }
    }

    private static (int Read, int Refused) Fuzz(byte[] original, int count)
    {
        var bits = new Bits(Seed);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] mutant = Mutate(original, bits);
            try
            {
                ScoreSomething(ModelImporter.Parse(mutant, "mutant"), bits);
                read++;
            }
            catch (EdgeRouterException e) when (e.Id.StartsWith("ER40", StringComparison.Ordinal))
            {
                refused++;
            }
        }

        return (read, refused);
    }

    private static byte[] Mutate(byte[] original, Bits bits)
    {
        byte[] mutant = [.. original];
        for (int edits = 1 + bits.Below(4); edits > 0; edits--)
        {
            int at = bits.Below(mutant.Length);
            switch (bits.Below(5))
            {
                case 0:
                    mutant[at] = (byte)bits.Next();
                    break;
                case 1:
                    mutant[at] ^= (byte)(1 << bits.Below(8));
                    break;
                case 2:
                    mutant[at] = "{}[],:\"-0123456789.EeNLldDUiSTFZ$#\\"u8[bits.Below(35)];
                    break;
                case 3:
                    int from = bits.Below(mutant.Length);
                    int length = Math.Min(1 + bits.Below(16), mutant.Length - Math.Max(from, at));
                    Array.Copy(mutant, from, mutant, at, length);
                    break;
                default:
                    mutant = [.. mutant[..at], .. mutant[Math.Min(mutant.Length, at + 1 + bits.Below(3))..], (byte)'}'];
                    break;
            }
        }

        return mutant;
    }

    private static void ScoreSomething(TreeEnsemble ensemble, Bits bits)
    {
        var row = new float[ensemble.FeatureCount];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = bits.Below(8) == 0 ? float.NaN : (bits.Unit() - 0.5f) * 4f;
        }

        var forest = new SingleForest(ensemble);
        double margin = forest.ToMargin(forest.ScoreRaw(row));
        Assert.That(double.IsFinite(margin), Is.True);
        Assert.That(Math.Abs(margin), Is.LessThanOrEqualTo(9007199254740992.0 * Math.ScaleB(1.0, -forest.ScaleBits)));
    }
}
