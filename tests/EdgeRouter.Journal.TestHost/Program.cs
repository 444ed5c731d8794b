using EdgeRouter.Journal;
using EdgeRouter.Journal.TestHost;

// A writer of its own process, for tests that kill it or take its disc away. stdout: what the journal confirmed.
// append FOLDER FSYNC GROUP: appends and commits GROUP inputs at a time until it is killed.
// full FOLDER FILLER: fills the disc that FOLDER is on by FILLER, writes on until the journal refuses, makes room, goes on, closes.
switch (args)
{
    case ["append", string folder, string fsync, string group]:
        AppendScenario.Run(folder, Enum.Parse<JournalFsync>(fsync), int.Parse(group, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["full", string folder, string filler]:
        FullDiscScenario.Run(folder, filler);
        return 0;
    default:
        Console.Error.WriteLine("usage: append FOLDER FSYNC GROUP | full FOLDER FILLER");
        return 2;
}
