using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>Says which of many sockets have something to receive, with one system call. Few sockets are simply asked: that is cheaper.</summary>
internal sealed unsafe class PortPoller : IDisposable
{
    private const int AskDirectly = 4;
    private PollEntry* _entries;
    private int _capacity;
    private int _count;

    /// <summary>Frees the list.</summary>
    ~PortPoller() => Free();

    /// <summary>Starts a new list; called when a port comes or goes, not on the hot path.</summary>
    public void Reset() => _count = 0;

    /// <summary>Adds a socket to the list.</summary>
    /// <param name="descriptor">It; below zero = always ready.</param>
    public void Add(int descriptor)
    {
        if (_count == _capacity)
        {
            _capacity = Math.Max(8, _capacity * 2);
            _entries = (PollEntry*)NativeMemory.Realloc(_entries, (nuint)(_capacity * sizeof(PollEntry)));
        }

        _entries[_count++] = new PollEntry { Descriptor = descriptor, Wanted = SocketCalls.PollIn };
    }

    /// <summary>Asks the system.</summary>
    /// <returns>Whether any is ready.</returns>
    public bool Poll() => _count <= AskDirectly ? _count > 0 : SocketCalls.Poll(_entries, (nuint)_count, 0) > 0 || HasSimulated();

    /// <summary>Whether a socket is to be read.</summary>
    /// <param name="index">Its place in the list.</param>
    public bool IsReady(int index) => _count <= AskDirectly || _entries[index].Descriptor < 0 || _entries[index].Seen != 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private bool HasSimulated() => _entries[0].Descriptor < 0;

    private void Free()
    {
        NativeMemory.Free(_entries);
        _entries = null;
        _count = 0;
        _capacity = 0;
    }
}
