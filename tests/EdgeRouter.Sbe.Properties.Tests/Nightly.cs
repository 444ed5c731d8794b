namespace EdgeRouter.Sbe.Properties.Tests;

/// <summary>How much is done: a little every day, much at night.</summary>
public static class Nightly
{
    public static bool IsNight { get; } = Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1";

    public static int Times(int daily, int factor) => IsNight ? daily * factor : daily;
}
