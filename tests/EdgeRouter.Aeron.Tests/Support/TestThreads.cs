using System.Runtime.ExceptionServices;

namespace EdgeRouter.Aeron.Tests.Support;

/// <summary>Runs pieces of a test at the same time; what one throws fails the test, and nothing may take longer than half a minute.</summary>
internal static class TestThreads
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static void Run(params Action[] actions)
    {
        Exception?[] failures = new Exception?[actions.Length];
        Thread[] threads = [.. actions.Select((action, index) => new Thread(() => Guard(action, ref failures[index])) { IsBackground = true })];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            Assert.That(thread.Join(Longest), "a thread of the test does not end");
        }

        if (failures.FirstOrDefault(failure => failure != null) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }

    private static void Guard(Action action, ref Exception? failure)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            failure = e;
        }
    }
}
