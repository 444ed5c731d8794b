using System.Diagnostics;

namespace EdgeRouter.Dpdk.TestHost;

/// <summary>Starts this program from a test and reads what it reports.</summary>
public static class HostRunner
{
    private const int TimeoutMs = 60_000;

    /// <summary>Runs a scenario in a child process.</summary>
    public static HostResult Run(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "EdgeRouter.Dpdk.TestHost.dll");
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(program);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

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
