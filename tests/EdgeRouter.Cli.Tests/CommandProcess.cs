using System.Diagnostics;

namespace EdgeRouter.Cli.Tests;

/// <summary>Runs the real command as a process of its own.</summary>
internal static class CommandProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    internal static (int ExitCode, string Stdout, string Stderr) Run(params string[] args) => Run([], args);

    internal static (int ExitCode, string Stdout, string Stderr) Run(Dictionary<string, string> environment, params string[] args) =>
        RunIn(AppContext.BaseDirectory, environment, args);

    internal static (int ExitCode, string Stdout, string Stderr) RunIn(string programFolder, Dictionary<string, string> environment, params string[] args)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(programFolder, "edgerouter.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> stdout = process.StandardOutput.ReadToEndAsync();
        Task<string> stderr = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"edgerouter {string.Join(' ', args)} did not end within {Limit}");
        }

        return (process.ExitCode, stdout.GetAwaiter().GetResult(), stderr.GetAwaiter().GetResult());
    }
}
