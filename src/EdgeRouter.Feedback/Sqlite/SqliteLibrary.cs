using System.Runtime.InteropServices;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Feedback.Sqlite;

/// <summary>Tells a missing SQLite library from every other failure.</summary>
internal static class SqliteLibrary
{
    /// <summary>Checks that the library can be loaded.</summary>
    /// <param name="name">Its file name.</param>
    /// <exception cref="EdgeRouterException">ER5011.</exception>
    public static void Require(string name = SqliteNative.Library)
    {
        if (!NativeLibrary.TryLoad(name, typeof(SqliteLibrary).Assembly, null, out _))
            throw EdgeRouterException.Environment("ER5011", $"{name} is missing: run 'apt-get install -y libsqlite3-0'");
    }
}
