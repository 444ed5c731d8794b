namespace EdgeRouter.Sbe.Schema;

/// <summary>A message schema: the intermediate representation that generator and walker share.</summary>
public sealed class SbeSchema
{
    private readonly Dictionary<int, SbeMessage> _messageById;

    /// <summary>Creates the schema.</summary>
    /// <param name="package">Package name.</param>
    /// <param name="id">Schema id.</param>
    /// <param name="version">Schema version.</param>
    /// <param name="isBigEndian">Byte order of everything.</param>
    /// <param name="header">Message header.</param>
    /// <param name="types">Named types in schema order.</param>
    /// <param name="messages">Messages in schema order.</param>
    public SbeSchema(string package, int id, int version, bool isBigEndian, SbeHeader header, IReadOnlyList<SbeType> types, IReadOnlyList<SbeMessage> messages)
    {
        Package = package;
        Id = id;
        Version = version;
        IsBigEndian = isBigEndian;
        Header = header;
        Types = types;
        Messages = messages;
        _messageById = messages.ToDictionary(message => message.Id);
    }

    /// <summary>Package name.</summary>
    public string Package { get; }

    /// <summary>Schema id.</summary>
    public int Id { get; }

    /// <summary>Schema version.</summary>
    public int Version { get; }

    /// <summary>Description, or empty.</summary>
    public string Description { get; internal set; } = string.Empty;

    /// <summary>Version of the application layer, or empty.</summary>
    public string SemanticVersion { get; internal set; } = string.Empty;

    /// <summary>Byte order of everything in the schema.</summary>
    public bool IsBigEndian { get; }

    /// <summary>Message header.</summary>
    public SbeHeader Header { get; }

    /// <summary>Named types in schema order.</summary>
    public IReadOnlyList<SbeType> Types { get; }

    /// <summary>Messages in schema order.</summary>
    public IReadOnlyList<SbeMessage> Messages { get; }

    /// <summary>Finds a message.</summary>
    /// <param name="templateId">Template id.</param>
    /// <returns>The message, or null.</returns>
    public SbeMessage? FindMessage(int templateId) => _messageById.TryGetValue(templateId, out SbeMessage? message) ? message : null;
}
