using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Import;

/// <summary>Whatever the bytes, the importer either gives an ensemble that can be scored or one line of error.</summary>
[TestFixture]
public sealed class LightGbmFuzzTests
{
    private const ulong Seed = 40_600;

    private static readonly string[] Tokens =
        ["-1", "0", "1", "2", "31", "-31", "99999999999", "2147483647", "-2147483648", "inf", "-inf", "nan", "1e999", "=", " ", "\n", "\r\n", "\n\n", "Tree=1", "", "\0", "end of trees"];

    private static bool IsNightly => Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1";

    [Test]
    public void ShouldSurviveMutatedTinyModels()
    {
        string tiny = LightGbmText.File(LightGbmText.Header, LightGbmText.ThreeLeaves, LightGbmText.Categorical, LightGbmText.Constant("1"));
        (int read, int refused) = Fuzz(Encoding.UTF8.GetBytes(tiny), IsNightly ? 3_000_000 : 30_000);
        Assert.That(read, Is.Positive);
        Assert.That(refused, Is.Positive);
    }

    [TestCase("bin_cat")]
    [TestCase("linear_tree")]
    [TestCase("multiclass3")]
    public void ShouldSurviveMutatedFiles(string name)
    {
        byte[] content = File.ReadAllBytes(LightGbmFixture.Load(name).ModelPath);
        (int read, int refused) = Fuzz(content, IsNightly ? 50_000 : 700);
        Assert.That(read, Is.Positive);
        Assert.That(refused, Is.Positive);
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
            catch (EdgeRouterException e)
            {
                Assert.That(e.Id, Does.StartWith("ER40"));
                Assert.That(e.ToUserLine().AsSpan().IndexOfAny('\n', '\r', '\0'), Is.Negative, $"seed {Seed}, mutant {i}");
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {Seed}, mutant {i}: {e}");
            }
        }

        TestContext.Out.WriteLine($"seed {Seed}: {read} read, {refused} refused");
        return (read, refused);
    }

    private static byte[] Mutate(byte[] original, Bits bits)
    {
        byte[] mutant = [.. original];
        for (int edits = 1 + bits.Below(3); edits > 0 && mutant.Length > 0; edits--)
        {
            int at = bits.Below(mutant.Length);
            switch (bits.Below(6))
            {
                case 0:
                    mutant[at] = (byte)bits.Below(256);
                    break;
                case 1:
                    mutant[at] = mutant[at] is >= (byte)'0' and <= (byte)'9' ? (byte)('0' + bits.Below(10)) : mutant[at];
                    break;
                case 2:
                    mutant = ReplaceWord(mutant, at, Encoding.ASCII.GetBytes(Tokens[bits.Below(Tokens.Length)]));
                    break;
                case 3:
                    mutant = bits.Below(8) == 0 ? mutant[..at] : mutant;
                    break;
                case 4:
                    mutant = DuplicateLine(mutant, at, copies: bits.Below(3));
                    break;
                default:
                    int from = bits.Below(mutant.Length);
                    int length = Math.Min(bits.Below(40), mutant.Length - Math.Max(from, at));
                    Array.Copy(mutant, from, mutant, at, length);
                    break;
            }
        }

        return mutant;
    }

    private static byte[] ReplaceWord(byte[] text, int at, byte[] word)
    {
        int start = text.AsSpan(0, at).LastIndexOfAny(" =\n"u8) + 1;
        int length = text.AsSpan(start).IndexOfAny(" =\n"u8);
        return [.. text[..start], .. word, .. text[(length < 0 ? text.Length : start + length)..]];
    }

    // No copies: the line is lost.
    private static byte[] DuplicateLine(byte[] text, int at, int copies)
    {
        int start = text.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        int length = text.AsSpan(start).IndexOf((byte)'\n');
        int end = length < 0 ? text.Length : start + length + 1;
        var result = new List<byte>(text[..start]);
        for (int i = 0; i < copies; i++)
        {
            result.AddRange(text[start..end]);
        }

        result.AddRange(text[end..]);
        return [.. result];
    }

    private static void ScoreSomething(TreeEnsemble ensemble, Bits bits)
    {
        CheckShape(ensemble);
        double[] special = [double.NaN, 0.0, 1e-35f, -0.5, 1e300, double.PositiveInfinity, double.NegativeInfinity, 2147483648.0];
        var row = new double[ensemble.FeatureCount];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = bits.Below(4) == 0 ? special[bits.Below(special.Length)] : (bits.Unit() - 0.5f) * 40f;
        }

        var exact = new ExactEvaluator(ensemble);
        var margins = new double[ensemble.OutputCount];
        exact.Margins(row, margins);
        exact.LeafNodes(row, new int[ensemble.TreeCount]);
        var outputs = new double[ensemble.OutputColumnCount];
        ExactOutputs.Apply(ensemble, margins, outputs);
        Links.Apply(ensemble, margins, outputs);
        Assert.That(ensemble.IsLinear || margins.All(static m => !double.IsNaN(m)), Is.True);
    }

    // What TreeEnsemble promises to evaluators: every index in its tree, children behind their parents, every entry there.
    private static void CheckShape(TreeEnsemble ensemble)
    {
        for (int t = 0; t < ensemble.TreeCount; t++)
        {
            int end = ensemble.TreeStarts[t + 1];
            for (int i = ensemble.TreeStarts[t]; i < end; i++)
            {
                TreeNode node = ensemble.Nodes[i];
                bool ok = node.IsLeaf
                    ? double.IsFinite(node.Value) && node.Left < Math.Max(1, ensemble.LinearLeaves.Length)
                    : (uint)node.Feature < (uint)ensemble.FeatureCount && node.Left > i && node.Right < end && node.CategorySet < ensemble.CategorySets.Length;
                Assert.That(ok, Is.True, $"node {i} of tree {t}");
            }

            Assert.That((uint)ensemble.TreeOutputs[t], Is.LessThan((uint)ensemble.OutputCount));
        }
    }
}
