using EdgeRouter.Core.Os;

namespace EdgeRouter.Benchmarks.Aeron;

/// <summary>The two processors of a measurement: the first and the last that this process may use.</summary>
public static class BenchCpus
{
    private static readonly int[] Allowed = CpuAffinity.Allowed();

    /// <summary>Of the side that sends.</summary>
    public static int Near => Allowed.Length == 0 ? CpuAffinity.AnyCpu : Allowed[0];

    /// <summary>Of the side that answers or takes.</summary>
    public static int Far => Allowed.Length == 0 ? CpuAffinity.AnyCpu : Allowed[^1];

    /// <summary>Works on a thread of its own, bound to <see cref="Near"/>: threads that the caller makes later must not inherit that.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="work">The work.</param>
    public static T OnNear<T>(Func<T> work)
    {
        T result = default!;
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                _ = CpuAffinity.TryPin(Near);
                result = work();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        return failure == null ? result : throw new InvalidOperationException($"the measurement failed: {failure.Message}", failure);
    }
}
