namespace EdgeRouter.Engine.Armed;

/// <summary>Many small priority queues over one pool of nodes: pairing heaps (Fredman, Sedgewick, Sleator, Tarjan, 1986) whose links are arrays indexed by
/// node, so that a queue needs no room of its own. Lowest key first, equal keys in order of arrival. Allocates nothing after construction.</summary>
internal sealed class ArmedHeap
{
    private const int None = -1;
    private readonly int[] _roots;
    private readonly int[] _child;
    private readonly int[] _next;
    private readonly int[] _previous; // parent of a first child, else the sibling before it
    private readonly int[] _queue;
    private readonly long[] _keys;
    private readonly long[] _sequences;
    private long _sequence;

    /// <summary>Creates empty queues.</summary>
    /// <param name="queueCount">Queues.</param>
    /// <param name="nodeCount">Nodes 0 … count − 1, each in at most one queue.</param>
    public ArmedHeap(int queueCount, int nodeCount)
    {
        _roots = new int[queueCount];
        _child = new int[nodeCount];
        _next = new int[nodeCount];
        _previous = new int[nodeCount];
        _queue = new int[nodeCount];
        _keys = new long[nodeCount];
        _sequences = new long[nodeCount];
        Array.Fill(_roots, None);
        Array.Fill(_queue, None);
    }

    /// <summary>Whether a node is in a queue.</summary>
    public bool Contains(int node) => _queue[node] != None;

    /// <summary>Whether a queue's lowest key is at most a threshold: one compare.</summary>
    public bool IsDue(int queue, long threshold)
    {
        int root = _roots[queue];
        return root != None && _keys[root] <= threshold;
    }

    /// <summary>Adds a node that is in no queue.</summary>
    public void Add(int queue, int node, long key)
    {
        _keys[node] = key;
        _sequences[node] = _sequence++;
        _queue[node] = queue;
        _child[node] = None;
        _next[node] = None;
        _previous[node] = None;
        _roots[queue] = Meld(_roots[queue], node);
    }

    /// <summary>Takes the first node of a queue that is due.</summary>
    /// <returns>The node.</returns>
    public int TakeFirst(int queue)
    {
        int root = _roots[queue];
        Remove(root);
        return root;
    }

    /// <summary>Takes a node out of its queue, if it is in one.</summary>
    public void Remove(int node)
    {
        int queue = _queue[node];
        if (queue == None)
        {
            return;
        }

        int children = MergePairs(_child[node]);
        if (_roots[queue] == node)
        {
            _roots[queue] = children;
        }
        else
        {
            Cut(node);
            _roots[queue] = Meld(_roots[queue], children);
        }

        _queue[node] = None;
    }

    private void Cut(int node)
    {
        int previous = _previous[node];
        int next = _next[node];
        if (_child[previous] == node)
        {
            _child[previous] = next;
        }
        else
        {
            _next[previous] = next;
        }

        if (next != None)
        {
            _previous[next] = previous;
        }
    }

    private int Meld(int left, int right)
    {
        if (left == None || right == None)
        {
            return left == None ? right : left;
        }

        (int first, int second) = IsBefore(right, left) ? (right, left) : (left, right);
        int oldest = _child[first];
        _next[second] = oldest;
        _previous[second] = first;
        if (oldest != None)
        {
            _previous[oldest] = second;
        }

        _child[first] = second;
        _next[first] = None;
        _previous[first] = None;
        return first;
    }

    // Two passes: siblings are melded in pairs, then the pairs from the last to the first. The pairs are kept in a list through their links.
    private int MergePairs(int first)
    {
        int pairs = None;
        while (first != None)
        {
            int second = _next[first];
            int rest = second == None ? None : _next[second];
            Detach(first);
            if (second != None)
            {
                Detach(second);
            }

            int pair = Meld(first, second);
            _next[pair] = pairs;
            pairs = pair;
            first = rest;
        }

        int root = None;
        while (pairs != None)
        {
            int next = _next[pairs];
            Detach(pairs);
            root = Meld(root, pairs);
            pairs = next;
        }

        return root;
    }

    private void Detach(int node)
    {
        _next[node] = None;
        _previous[node] = None;
    }

    private bool IsBefore(int left, int right) =>
        _keys[left] < _keys[right] || (_keys[left] == _keys[right] && _sequences[left] < _sequences[right]);
}
