using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Client;

/// <summary>Log buffers by number, so that a publication and its own image, or two publications of one log, map it once. The conductor's lock guards it.</summary>
/// <param name="preTouchBytesMax">Files up to this size have all pages mapped at once.</param>
internal sealed class LogShelf(long preTouchBytesMax)
{
    private readonly Dictionary<long, LogBuffer> _logs = [];

    /// <summary>One more user of a log.</summary>
    /// <param name="id">Registration of its first publication, or number of its image.</param>
    /// <param name="path">Its file.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER2200, ER2204: it cannot be mapped, or is no log buffer.</exception>
    public LogBuffer Take(long id, string path)
    {
        if (_logs.TryGetValue(id, out LogBuffer? log))
        {
            log.File.Acquire();
            return log;
        }

        log = LogBuffer.Open(path, preTouchBytesMax);
        _logs.Add(id, log);
        return log;
    }

    /// <summary>One user less; the last one unmaps.</summary>
    /// <param name="id">As it was taken.</param>
    /// <param name="log">The log.</param>
    public void Return(long id, LogBuffer log)
    {
        log.File.Release();
        if (log.File.UserCount == 0)
        {
            _ = _logs.Remove(id);
        }
    }
}
