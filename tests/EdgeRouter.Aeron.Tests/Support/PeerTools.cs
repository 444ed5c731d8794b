using System.Diagnostics;

namespace EdgeRouter.Aeron.Tests.Support;

/// <summary>Programs of another Aeron: <c>AERON_PEER_BIN</c> names their folder. Tests that need them are left out, with one line, where it is not set.</summary>
internal static class PeerTools
{
    private const string Variable = "AERON_PEER_BIN";

    /// <summary>The path of a program; leaves the running test out where there is none.</summary>
    public static string Find(string name)
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Ignore($"{Variable} is not set: no other Aeron to run against");
        }

        string path = Path.Combine(folder!, name);
        if (!File.Exists(path))
        {
            Assert.Ignore($"{path} is not there");
        }

        return path;
    }

    /// <summary>Starts a program on a directory. It ends with its test.</summary>
    public static PeerProcess Start(string directory, string name, params string[] arguments) => Start(directory, [], name, arguments);

    /// <summary>Starts a program on a directory with further variables. It ends with its test.</summary>
    public static PeerProcess Start(string directory, IReadOnlyList<(string Name, string Value)> variables, string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(name), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AERON_DIR"] = directory;
        foreach ((string variable, string value) in variables)
        {
            start.Environment[variable] = value;
        }

        return new PeerProcess(start);
    }

    /// <summary>Starts their driver with small buffers and waits until clients can come. The directory must not be there.</summary>
    public static PeerProcess StartDriver(string directory, params (string Name, string Value)[] variables)
    {
        PeerProcess driver = Start(
            directory,
            [
                ("AERON_THREADING_MODE", "SHARED"),
                ("AERON_SHARED_IDLE_STRATEGY", "backoff"),
                ("AERON_IPC_TERM_BUFFER_LENGTH", "65536"),
                ("AERON_TERM_BUFFER_LENGTH", "65536"),
                ("AERON_COUNTERS_BUFFER_LENGTH", "1048576"),
                .. variables,
            ],
            "aeronmd");
        if (!driver.WaitUntil(() => IsReady(directory)))
        {
            string output = driver.Output;
            driver.Dispose();
            Assert.Fail($"the other driver does not start: {output}");
        }

        return driver;
    }

    private static bool IsReady(string directory)
    {
        if (EdgeRouter.Aeron.Cnc.CncFile.TryOpen(directory) is not { } cnc)
        {
            return false;
        }

        bool isReady = new EdgeRouter.Aeron.Rings.ManyToOneRing(cnc.ToDriver).ConsumerHeartbeatMs != 0;
        cnc.File.Release();
        return isReady;
    }
}
