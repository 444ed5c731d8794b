using System.Text;

namespace EdgeRouter.Scoring.Import;

/// <summary>The <c>key=value</c> lines of a header or of one tree: notes where the values of wanted keys stand and passes over all others.</summary>
internal sealed class LightGbmSection
{
    private readonly LightGbmLines _lines;
    private readonly ImportContext _context;
    private readonly string[] _names;
    private readonly byte[][] _keys;
    private readonly LightGbmValue[] _values;

    /// <summary>An empty section.</summary>
    /// <param name="lines">The file.</param>
    /// <param name="names">The wanted keys.</param>
    /// <param name="context">Names the place in errors.</param>
    public LightGbmSection(LightGbmLines lines, string[] names, ImportContext context)
    {
        _lines = lines;
        _context = context;
        _names = names;
        _keys = [.. names.Select(Encoding.ASCII.GetBytes)];
        _values = new LightGbmValue[names.Length];
    }

    /// <summary>Forgets all values.</summary>
    public void Clear() => Array.Clear(_values);

    /// <summary>Whether a key was there.</summary>
    /// <param name="key">Index in the names.</param>
    public bool Has(int key) => _values[key].IsPresent;

    /// <summary>Takes the current line. Only its first '=' separates: values may hold more of them.</summary>
    public void Take()
    {
        _context.Line = _lines.Number;
        ReadOnlySpan<byte> line = _lines.Current;
        int equals = line.IndexOf((byte)'=');
        if (equals <= 0)
        {
            throw _context.Malformed(_lines.Start, "a line that is not key=value");
        }

        for (int key = 0; key < _keys.Length; key++)
        {
            if (line[..equals].SequenceEqual(_keys[key]))
            {
                Note(key, equals + 1);
                return;
            }
        }
    }

    /// <summary>Opens a value for reading and names its line and key in errors.</summary>
    /// <param name="key">Index in the names.</param>
    public LightGbmNumbers Open(int key)
    {
        Point(key);
        LightGbmValue value = _values[key];
        return value.IsPresent
            ? new LightGbmNumbers(_lines.BytesOf(value), value.Start, _context)
            : throw _context.Invalid("the field is missing");
    }

    /// <summary>The failure of a value, with its line and key.</summary>
    /// <param name="key">Index in the names.</param>
    /// <param name="what">What is wrong.</param>
    /// <param name="node">Node of the tree, or −1.</param>
    public Exception Refuse(int key, string what, int node = -1)
    {
        Point(key);
        _context.Node = node;
        return _context.Invalid(what);
    }

    /// <summary>From now on errors name the line and key of this value.</summary>
    /// <param name="key">Index in the names.</param>
    public void Point(int key)
    {
        _context.Field = _names[key];
        _context.Line = _values[key].IsPresent ? _values[key].Line : -1;
    }

    private void Note(int key, int valueStart)
    {
        if (_values[key].IsPresent)
        {
            _context.Field = _names[key];
            throw _context.Invalid($"the field stands here and in line {_values[key].Line}");
        }

        _values[key] = new LightGbmValue(_lines.Start + valueStart, _lines.Length - valueStart, _lines.Number);
    }
}
