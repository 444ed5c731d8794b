using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Tools.Score;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Score;

[TestFixture]
public sealed class RowFuzzTests
{
    private const ulong Seed = 20261120;
    private const int Inputs = 1200;

    private static readonly RowLayout Layout = new(["size", "spread", "x\"y"], IsSingle: true, Missing: -1);

    private static readonly string[] Texts =
    [
        "size,spread,\"x\"\"y\",other\n1,2,3,\"a,b\"\n4,,nan,c\n-1,inf,-2.5e-3,d\n",
        "1,2,3\r\n4,5,6\r\n",
        "a,b,c\n1,2,3\n",
    ];

    private readonly ScoreFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [TestCase("rows.csv")]
    [TestCase("rows.f32")]
    [TestCase("rows.f64")]
    public void ShouldReadOrRefuseAnything(string name)
    {
        var random = new DeterministicRandom(Seed);
        int read = 0;
        for (int i = 0; i < Inputs; i++)
        {
            byte[] bytes = Mutate(Encoding.UTF8.GetBytes(Texts[i % Texts.Length]), ref random);
            string path = _files.Write(name, bytes);
            try
            {
                double[] values = ScoreFiles.ReadAll(path, Layout);
                Assert.That(values, Is.Not.Empty.And.Length.AtMost(bytes.Length + 3).And.Not.Contains(-1.0), $"seed {Seed}, input {i}");
                read++;
            }
            catch (EdgeRouterException failure)
            {
                Assert.That(failure.Id, Is.AnyOf("ER4051", "ER4052", "ER4053", "ER4054"), $"seed {Seed}, input {i}");
                Assert.That(failure.Message.Any(char.IsControl), Is.False, $"seed {Seed}, input {i}");
            }
        }

        Assert.That(read, Is.InRange(1, Inputs - 1), "the inputs must be both good and bad");
    }

    private static byte[] Mutate(byte[] bytes, ref DeterministicRandom random)
    {
        ReadOnlySpan<byte> marks = ",\"\n\r \0.-e9xNa\uFEFF"u8;
        var mutated = new List<byte>(bytes);
        for (int n = random.NextInt32(4); n > 0 && mutated.Count > 0; n--)
        {
            int at = random.NextInt32(mutated.Count);
            switch (random.NextInt32(4))
            {
                case 0:
                    mutated[at] = (byte)random.NextInt32(256);
                    break;
                case 1:
                    mutated.Insert(at, marks[random.NextInt32(marks.Length)]);
                    break;
                case 2:
                    mutated.RemoveAt(at);
                    break;
                default:
                    mutated.RemoveRange(at, mutated.Count - at);
                    break;
            }
        }

        return [.. mutated];
    }
}
