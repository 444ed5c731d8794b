using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Client;

/// <summary>Memory that nobody can reach any more, and that goes when the last thread that is still inside has gone out.</summary>
/// <param name="barrier">Raised after it was made unreachable.</param>
internal sealed class RetiredMemory(UseBarrier barrier)
{
    private readonly List<(LogShelf Shelf, long Id, LogBuffer Log, PublicationBase? Claims)> _logs = [];
    private readonly List<CncFile> _files = [];

    /// <summary>A log of a publication or an image.</summary>
    /// <param name="shelf">Where it came from.</param>
    /// <param name="id">Its number there.</param>
    /// <param name="log">The log.</param>
    /// <param name="claims">The publication whose claims must be given back before, if it is one.</param>
    public void Add(LogShelf shelf, long id, LogBuffer log, PublicationBase? claims) => _logs.Add((shelf, id, log, claims));

    /// <summary>The driver's file.</summary>
    /// <param name="file">The file.</param>
    public void Add(CncFile file) => _files.Add(file);

    /// <summary>Lets go of what nobody uses.</summary>
    /// <returns>Whether all of it has gone.</returns>
    public bool TryRelease()
    {
        if (!barrier.IsPassed)
        {
            return false;
        }

        foreach (CncFile file in _files)
        {
            file.File.Release();
        }

        _files.Clear();
        for (int i = _logs.Count - 1; i >= 0; i--)
        {
            (LogShelf shelf, long id, LogBuffer log, PublicationBase? claims) = _logs[i];
            if (claims is not { ClaimCount: > 0 })
            {
                shelf.Return(id, log);
                _logs.RemoveAt(i);
            }
        }

        return _logs.Count == 0;
    }
}
