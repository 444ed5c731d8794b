using EdgeRouter.Core.Errors;

namespace EdgeRouter.Tools.Score;

/// <summary>A file that appears under its name only when it is whole: until then it is <c>NAME.partial</c>, and gone if the work fails.</summary>
public sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private readonly FileStream _stream;
    private bool _isDone;

    /// <summary>Starts the file.</summary>
    /// <param name="path">Its name; what is there is replaced at the end.</param>
    /// <exception cref="EdgeRouterException">ER4057: it cannot be written.</exception>
    public OutputFile(string path)
    {
        _path = path;
        _partial = path + ".partial";
        if (Directory.Exists(path))
        {
            throw Unwritable(new IOException("it is a folder."));
        }

        try
        {
            _stream = new FileStream(_partial, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unwritable(e);
        }
    }

    /// <summary>Takes the bytes.</summary>
    public Stream Stream => _stream;

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="EdgeRouterException">ER4057: it cannot be written.</exception>
    public void Complete()
    {
        try
        {
            _stream.Dispose();
            File.Move(_partial, _path, overwrite: true);
            _isDone = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        if (!_isDone)
        {
            File.Delete(_partial);
        }
    }

    private EdgeRouterException Unwritable(Exception e) =>
        EdgeRouterException.Environment(ScoreErrors.Unwritable, $"{_path}: cannot be written: {e.Message} Check the folder, its rights and the free space.", e);
}
