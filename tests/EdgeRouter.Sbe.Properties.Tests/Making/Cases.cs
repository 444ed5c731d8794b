using FsCheck;
using FsCheck.Fluent;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Lists of numbers by FsCheck, each a test case; a failing one is shrunk to a shorter and smaller list, and so to a simpler schema.</summary>
public static class Cases
{
    public const ulong Seed = 20_260_401;

    public static Arbitrary<int[]> Numbers(int longest) => Arb.From(
        Gen.Choose(longest / 8, longest).SelectMany(length => Gen.Choose(0, int.MaxValue).ArrayOf(length)),
        Shrink);

    /// <summary>Runs a property over cases; the seed is in the failure's text.</summary>
    public static void Check(int count, int longest, Action<int[]> property)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Seed, 1);
        Prop.ForAll(Numbers(longest), property).Check(config);
    }

    /// <summary>The same cases every time.</summary>
    public static IReadOnlyList<int[]> Sample(int count, int longest)
    {
        List<int[]> sample = [];
        Config config = Config.Quick.WithMaxTest(count).WithReplay(Seed, 1).WithRunner(Config.QuickThrowOnFailure.Runner);
        Prop.ForAll(Numbers(longest), sample.Add).Check(config);
        return sample;
    }

    private static IEnumerable<int[]> Shrink(int[] numbers)
    {
        for (int kept = numbers.Length / 2; kept < numbers.Length; kept += Math.Max(1, (numbers.Length - kept) / 2))
        {
            yield return numbers[..kept];
        }

        for (int size = numbers.Length / 4; size > 0; size /= 4)
        {
            for (int start = 0; start + size <= numbers.Length; start += size)
            {
                if (numbers.AsSpan(start, size).ContainsAnyExcept(0))
                {
                    yield return [.. numbers[..start], .. numbers[(start + size)..]];
                    yield return [.. numbers[..start], .. new int[size], .. numbers[(start + size)..]];
                }
            }
        }
    }
}
