using System.Globalization;
using EdgeRouter.Engine.TestHost;
using EdgeRouter.Journal;

// A router in a process of its own, for tests that kill it or take its disc away. stdout: what it acknowledged.
// run FOLDER FSYNC LIFE: trades until it is killed. finish FOLDER FSYNC LIFE: ends the day.
// full FOLDER FILLER lost|dropped: fills the disc that FOLDER is on by FILLER and trades on until nothing is taken; makes room, goes on, starts again.
switch (args)
{
    case ["run" or "finish", string folder, string fsync, string life]:
        TradingScenario.Run(folder, Enum.Parse<JournalFsync>(fsync), int.Parse(life, CultureInfo.InvariantCulture), isLast: args[0] == "finish");
        return 0;
    case ["full", string folder, string filler, string until]:
        FullDiscScenario.Run(folder, filler, isUntilDropped: until == "dropped");
        return 0;
    default:
        Console.Error.WriteLine("usage: run FOLDER FSYNC LIFE | finish FOLDER FSYNC LIFE | full FOLDER FILLER lost|dropped");
        return 2;
}
