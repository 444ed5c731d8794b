namespace EdgeRouter.Feedback.Sqlite;

/// <summary>How a database file is opened.</summary>
public enum SqliteOpenMode
{
    /// <summary>For reading; the file must exist.</summary>
    ReadOnly,

    /// <summary>For reading and writing; the file must exist.</summary>
    ReadWrite,

    /// <summary>For reading and writing; made when missing.</summary>
    Create,
}
