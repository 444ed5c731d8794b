using EdgeRouter.Core.Errors;

namespace EdgeRouter.Feedback.Sqlite;

/// <summary>SQLite's result codes (https://sqlite.org/rescode.html) as one-line errors.</summary>
internal static class SqliteErrors
{
    /// <summary>There is no file of that name.</summary>
    /// <param name="path">The database.</param>
    public static EdgeRouterException NoFile(string path) => EdgeRouterException.BadInput("ER5025", $"there is no database file {path}; check the path");

    /// <summary>The error for a result code.</summary>
    /// <param name="path">The database.</param>
    /// <param name="code">Result code, primary or extended.</param>
    /// <param name="message">SQLite's own words.</param>
    public static EdgeRouterException From(string path, int code, string message) => (code & 0xFF) switch
    {
        SqliteNative.Busy or SqliteNative.Locked => EdgeRouterException.Environment(
            "ER5013", $"database {path} is locked by another process; wait for it or stop it"),
        SqliteNative.CantOpen or SqliteNative.Perm or SqliteNative.ReadOnly => EdgeRouterException.Environment(
            "ER5012", $"cannot open database {path}: {message}; check that its folder exists and that this user may write to it"),
        SqliteNative.NotADatabase or SqliteNative.Corrupt => EdgeRouterException.BadInput(
            "ER5014", $"{path} is not a SQLite database or is damaged: {message}; choose another file or rebuild the store from its journals"),
        SqliteNative.Full or SqliteNative.IoError => EdgeRouterException.Environment(
            "ER5015", $"cannot write database {path}: {message}; free disc space or check the device"),
        _ => new EdgeRouterException("ER5016", ExitCode.Bug, $"database {path}: {message} (SQLite code {code})"),
    };
}
