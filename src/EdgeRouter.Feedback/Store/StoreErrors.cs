using EdgeRouter.Core.Errors;

namespace EdgeRouter.Feedback.Store;

/// <summary>The store's errors, one place each (<c>src/docs/errors/feedback.md</c>).</summary>
internal static class StoreErrors
{
    public static EdgeRouterException Newer(string path, int version) => EdgeRouterException.BadInput(
        "ER5017", $"store {path} has schema version {version}, this build knows up to {FeedbackStore.SchemaVersion}; use a newer edgerouter or project the journals into a new store");

    public static EdgeRouterException NotAStore(string path) => EdgeRouterException.BadInput(
        "ER5018", $"{path} is a database but not an EdgeRouter store; choose another file");

    public static EdgeRouterException NoSessionStart(string directory) => EdgeRouterException.BadInput(
        "ER5019", $"journal {directory} does not begin with a session start and the store does not know it; it was not written by a router");

    public static EdgeRouterException OtherJournal(string path, string runId, string directory) => EdgeRouterException.BadInput(
        "ER5020", $"store {path} holds run {runId} from another journal than {directory}, or from a longer one; give the run another name or use a new store");

    public static EdgeRouterException CannotMigrate(string path, int version, EdgeRouterException cause) => EdgeRouterException.BadInput(
        "ER5026",
        $"store {path} has schema version {version} and cannot be brought to {FeedbackStore.SchemaVersion} ({cause.Message}); "
        + "make it writable, or project its journals into a new store");

    public static EdgeRouterException NoSuchRun(string path, string runId, IReadOnlyList<StoredSession> sessions) => EdgeRouterException.BadInput(
        "ER5024", $"store {path} has no run '{runId}'; it has: {string.Join(", ", sessions.Select(s => s.RunId))}");
}
