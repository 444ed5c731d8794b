namespace EdgeRouter.Aeron.Tests.Driver.Udp.Peers;

/// <summary>Time as it passes, for tests with real processes.</summary>
internal static class RealTime
{
    public static long NowNs => (long)TimeProvider.System.GetElapsedTime(0).TotalNanoseconds;
}
