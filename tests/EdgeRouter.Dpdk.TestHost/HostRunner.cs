using System.Diagnostics;

namespace EdgeRouter.Dpdk.TestHost;

/// <summary>Starts this program from a test and reads what it reports.</summary>
public static class HostRunner
{
    private const int TimeoutMs = 60_000;

    /// <summary>Runs a scenario in a child process.</summary>
    public static HostResult Run(params string[] arguments) => RunUnder([], arguments);

    /// <summary>Runs a scenario in a child process that another program starts: a shell in a network namespace.</summary>
    /// <param name="starter">That program and its own arguments; none = start it directly.</param>
    /// <param name="arguments">The scenario.</param>
    public static HostResult RunUnder(IReadOnlyList<string> starter, params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "EdgeRouter.Dpdk.TestHost.dll");
        string[] all = [.. starter, "dotnet", "exec", program, .. arguments];
        ProcessStartInfo start = new(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeoutMs))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"scenario '{string.Join(' ', arguments)}' ran over {TimeoutMs} ms");
        }

        return new HostResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
