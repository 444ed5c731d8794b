using System.Diagnostics;

namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>Runs <c>dotnet</c>.</summary>
internal static class Command
{
    private const int TimeoutMs = 300_000;

    /// <summary>Gives what it printed; fails the test where it fails.</summary>
    public static string Dotnet(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        bool hasEnded = process.WaitForExit(TimeoutMs);
        Assert.That(hasEnded && process.ExitCode == 0, Is.True, () => $"dotnet {string.Join(' ', arguments)}\n{output}\n{errors.Result}");
        return output;
    }
}
