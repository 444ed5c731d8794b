using FsCheck;
using FsCheck.Fluent;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Lists of numbers by FsCheck, each a test case; a failing one is shrunk to a shorter and smaller list, and so to a simpler schema.</summary>
public static class Cases
{
    private const ulong DailySeed = 20_260_401;

    /// <summary>Seed of all cases: EDGEROUTER_SEED, or the same one every time.</summary>
    public static ulong Seed { get; } = ulong.TryParse(Environment.GetEnvironmentVariable("EDGEROUTER_SEED"), out ulong seed) ? seed : DailySeed;

    /// <summary>Runs a property over cases; what fails is shrunk, and told with its seed.</summary>
    /// <param name="count">Cases.</param>
    /// <param name="longest">Numbers in the longest case.</param>
    /// <param name="property">Throws where the property does not hold.</param>
    public static void Check(int count, int longest, Action<int[]> property)
    {
        int[]? failed = null;
        bool Holds(int[] numbers)
        {
            bool holds = Failure(property, numbers) == null;
            failed = holds ? failed : numbers;
            return holds;
        }

        Run(count, longest, Holds);
        TestContext.Out.WriteLine($"{count} cases from seed {Seed}");
        if (failed != null)
        {
            Assert.Fail($"seed {Seed} (EDGEROUTER_SEED repeats it), shrunk to {failed.Length} numbers\n{SchemaCase.Make(failed, messagesEach: 1)}\n{Failure(property, failed)}");
        }
    }

    /// <summary>The cases of the seed, as they are.</summary>
    public static IReadOnlyList<int[]> Sample(int count, int longest)
    {
        List<int[]> sample = [];
        Run(count, longest, numbers =>
        {
            sample.Add(numbers);
            return true;
        });
        return sample;
    }

    private static void Run(int count, int longest, Func<int[], bool> holds) =>
        Prop.ForAll(Numbers(longest), holds).Check(Config.Quick.WithMaxTest(count).WithReplay(Seed, 1).WithRunner(new SilentRunner()));

    private static Arbitrary<int[]> Numbers(int longest) => Arb.From(
        Gen.Choose(longest / 8, longest).SelectMany(length => Gen.Choose(0, int.MaxValue).ArrayOf(length)),
        Shrink);

    private static string? Failure(Action<int[]> property, int[] numbers)
    {
        try
        {
            property(numbers);
            return null;
        }
        catch (Exception error)
        {
            return error is DisagreementException ? error.Message : error.ToString();
        }
    }

    // Whichever simpler list still fails is tried again: shorter first, then without a part, then with zeros in a part.
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
