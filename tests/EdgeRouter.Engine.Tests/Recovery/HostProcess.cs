using System.Diagnostics;
using EdgeRouter.Engine.TestHost;

namespace EdgeRouter.Engine.Tests.Recovery;

/// <summary>The test host as a child process.</summary>
internal static class HostProcess
{
    private static readonly string Assembly = typeof(RouterProcess).Assembly.Location;

    /// <summary>Starts <c>dotnet HOST arguments</c>, or that behind another command.</summary>
    public static Process Start(string[] arguments, params string[] behind)
    {
        string[] line = [.. behind, "dotnet", Assembly, .. arguments];
        return Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
    }
}
