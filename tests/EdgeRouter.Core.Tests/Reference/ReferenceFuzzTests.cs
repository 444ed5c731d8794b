using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Reference;

namespace EdgeRouter.Core.Tests.Reference;

/// <summary>Whatever the bytes: one line of error, or a file that resolves at every change and reads its canonical bytes back.</summary>
[TestFixture]
public sealed class ReferenceFuzzTests
{
    private const ulong Seed = 11_507;

    private static readonly string[] Snippets =
    [
        "0", "-1", "1e9", "\"\"", "null", "[]", "{}", "true", "\"2024-03-10\"", "\"2024-11-03T05:59:59.999999999Z\"", "\"\\ud800\"", "99999999999999999999", "\"1970-01-01\"",
        "\"2200-12-31\"", "\"Asia/Kolkata\"", "\"24:00\"", "\"02:30\"", ",", "]", "}", "\"same\"", "0.000000001", "\"sun\"", "\"\\u0000\"",
    ];

    private static int Rounds => Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1" ? 100_000 : 1_500;

    [Test]
    public void ShouldSurviveAnyBytes()
    {
        byte[] sample = Encoding.UTF8.GetBytes(ReferenceSample.Text);
        byte[] canonical = ReferenceSample.File1.CanonicalBytes.ToArray();
        int read = 0;
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            var random = new DeterministicRandom(Seed, (ulong)round);
            byte[] bytes = Damage(round % 2 == 0 ? sample : canonical, ref random);
            try
            {
                Check(ReferenceFile.Parse(bytes, "fuzz.json"), round);
                read++;
            }
            catch (EdgeRouterException e)
            {
                Assert.That(e.Id, Does.Match("^ER115[0-8]$"), $"seed {Seed}, round {round}");
                Assert.That(e.Message, Does.StartWith("fuzz.json: ").And.Not.Contain("\n"), $"seed {Seed}, round {round}");
                refused++;
            }
            catch (Exception e) when (e is not AssertionException)
            {
                Assert.Fail($"seed {Seed}, round {round}: {e}");
            }
        }

        TestContext.Out.WriteLine($"seed {Seed}: read {read}, refused {refused}");
        Assert.That(read, Is.Positive);
        Assert.That(refused, Is.Positive);
    }

    private static void Check(ReferenceFile file, int round)
    {
        ReferenceFile again = ReferenceFile.Parse(file.CanonicalBytes, "fuzz.json");
        Assert.That(again.CanonicalBytes.SequenceEqual(file.CanonicalBytes), Is.True, $"seed {Seed}, round {round}");
        for (long atNs = file.NextChangeNs(long.MinValue); atNs != long.MaxValue; atNs = file.NextChangeNs(atNs))
        {
            ReferenceData data = file.Resolve(atNs);
            Assert.That(data.Version, Is.EqualTo(again.Resolve(atNs).Version), $"seed {Seed}, round {round}");
            for (long changeNs = data.Schedule.NextChangeNs(atNs); changeNs != long.MaxValue; changeNs = data.Schedule.NextChangeNs(changeNs))
            {
                Assert.That(changeNs, Is.LessThanOrEqualTo(file.ValidUntilNs), $"seed {Seed}, round {round}");
            }
        }
    }

    private static byte[] Damage(byte[] original, ref DeterministicRandom random)
    {
        var bytes = new List<byte>(original);
        if (Below(ref random, 3) == 0)
        {
            ReplaceDigit(bytes, Below(ref random, bytes.Count), ref random);
            return [.. bytes];
        }

        for (int edits = 1 + Below(ref random, 3); edits > 0; edits--)
        {
            int at = Below(ref random, bytes.Count);
            switch (Below(ref random, 5))
            {
                case 0:
                    bytes[at] = (byte)random.NextUInt64();
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + Below(ref random, 40)));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, 1 + Below(ref random, 400))));
                    break;
                case 3:
                    ReplaceToken(bytes, at, ref random);
                    break;
                default:
                    ReplaceDigit(bytes, at, ref random);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Replaces the next value with another, so that the text stays JSON more often than not.</summary>
    private static void ReplaceToken(List<byte> bytes, int at, ref DeterministicRandom random)
    {
        int from = bytes.IndexOf((byte)':', at) + 1;
        int to = from > 0 ? bytes.FindIndex(from, b => b is (byte)',' or (byte)'}' or (byte)']') : -1;
        if (from > 0 && to > from)
        {
            bytes.RemoveRange(from, to - from);
            bytes.InsertRange(from, Encoding.UTF8.GetBytes(Snippets[Below(ref random, Snippets.Length)]));
        }
    }

    private static void ReplaceDigit(List<byte> bytes, int at, ref DeterministicRandom random)
    {
        int digit = bytes.FindIndex(at, b => b is >= (byte)'0' and <= (byte)'9');
        if (digit >= 0)
        {
            bytes[digit] = (byte)('0' + Below(ref random, 10));
        }
    }

    private static int Below(ref DeterministicRandom random, int bound) => (int)(random.NextUInt64() % (ulong)bound);
}
