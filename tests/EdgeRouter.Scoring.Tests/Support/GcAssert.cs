namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Proves that a warmed action allocates nothing.</summary>
internal static class GcAssert
{
    public static void DoesNotAllocate(Action action, int times = 200)
    {
        for (int i = 0; i < times; i++)
        {
            action();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < times; i++)
        {
            action();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
