using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>The journal's errors, one place each (<c>src/docs/errors/journal.md</c>).</summary>
internal static class JournalErrors
{
    public static EdgeRouterException FolderUnusable(string directory, Exception cause) => EdgeRouterException.Environment(
        "ER5001", $"cannot use journal folder {directory}: {cause.Message} Check that it exists and that this user may write to it.", cause);

    public static EdgeRouterException Locked(string directory, Exception cause) => EdgeRouterException.Environment(
        "ER5002", $"journal {directory} is being written by another process; stop that process or choose another folder", cause);

    public static EdgeRouterException Newer(string path, int version) => EdgeRouterException.BadInput(
        "ER5003", $"journal segment {path} has format version {version}, this build reads up to {JournalFormat.Version}; use a newer edgerouter");

    public static EdgeRouterException UnknownFlags(string path, long offset, uint flags) => EdgeRouterException.BadInput(
        "ER5003", $"journal segment {path} at offset {offset} needs features 0x{flags:x} that this build does not know; use a newer edgerouter");

    public static EdgeRouterException Corrupt(string path, long offset, long sequence, string what) => EdgeRouterException.BadInput(
        "ER5004", $"journal segment {path} is damaged at offset {offset}: record {sequence} has {what}; every record before it is whole, restore the segment from a copy");

    public static EdgeRouterException CorruptHeader(string path) => EdgeRouterException.BadInput(
        "ER5004", $"journal segment {path} is damaged at offset 0: its header's checksum is wrong; restore the segment from a copy");

    public static EdgeRouterException TornCommit(string path, long offset, long sequence) => EdgeRouterException.BadInput(
        "ER5004", $"journal segment {path} is damaged at offset {offset}: record {sequence}, inside its last commit; "
            + "every record before it is whole, after a power loss that commit may be cut (CutTornCommit), otherwise restore the segment from a copy");

    public static EdgeRouterException Broken(string path, long offset, string what) => EdgeRouterException.BadInput(
        "ER5005", $"journal segment {path} at offset {offset} does not continue the journal: {what}; restore the missing part from a copy");

    public static EdgeRouterException NotAJournal(string directory) => EdgeRouterException.BadInput(
        "ER5006", $"no journal in {directory}: it holds no {JournalFolder.SegmentPattern} file");

    public static EdgeRouterException NotASegment(string path) => EdgeRouterException.BadInput(
        "ER5006", $"{path} is not a journal segment: its first bytes are not a segment header");

    public static EdgeRouterException WriteFailed(string path, Exception cause) => EdgeRouterException.Environment(
        "ER5007", $"cannot write journal file {path}: {cause.Message} Free disc space or check the device.", cause);

    public static EdgeRouterException PayloadTooLarge(long payloadBytes, int limitBytes) => EdgeRouterException.BadInput(
        "ER5008", $"a journal record of {payloadBytes} bytes does not fit: the limit is {limitBytes} (buffer, segment size and format)");

    public static EdgeRouterException SnapshotNotSaved(string path, Exception cause) => EdgeRouterException.Environment(
        "ER5030", $"cannot write snapshot {path}: {cause.Message} Earlier snapshots are untouched; free disc space or check the device.", cause);

    public static EdgeRouterException SnapshotNewer(string path, int version) => EdgeRouterException.BadInput(
        "ER5031", $"snapshot {path} has format version {version}, this build reads up to {SnapshotFormat.Version}; use a newer edgerouter, or move the file away to recover from an older snapshot");

    public static EdgeRouterException SnapshotDamaged(string path, string what) => EdgeRouterException.BadInput(
        "ER5032", $"snapshot {path} is damaged: {what}; recovery uses an older snapshot or the whole journal, remove the file");

    public static EdgeRouterException SnapshotForeign(string path, ulong journalId, ulong expectedId) => EdgeRouterException.BadInput(
        "ER5033", $"snapshot {path} belongs to journal {journalId:x16}, not {expectedId:x16}; move it to its own journal's folder");

    public static EdgeRouterException SnapshotBeyond(string path, long sequence, long sequenceMax) => EdgeRouterException.BadInput(
        "ER5034", $"snapshot {path} is of record {sequence}, record {sequenceMax} is the last to be used; an older snapshot is used");

    public static EdgeRouterException Unreadable(string path, long offset, Exception cause) => EdgeRouterException.Environment(
        "ER5035", $"cannot read {path} at offset {offset}: {cause.Message} Check the device and restore the file from a copy.", cause);

    public static EdgeRouterException BadOption(string what) => EdgeRouterException.Usage("ER5009", $"journal option: {what}");
}
