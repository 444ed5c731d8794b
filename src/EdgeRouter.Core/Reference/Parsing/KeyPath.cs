using System.Globalization;
using System.Text;

namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>Where a value stands in the file, e.g. <c>venues[2].feeSchedules[0].tiers</c>. Rendered only for an error.</summary>
internal sealed class KeyPath
{
    private const int KeyCharsMax = 48;

    private readonly KeyPath? _parent;
    private readonly string? _key;
    private readonly int _index;

    private KeyPath(KeyPath? parent, string? key, int index)
    {
        _parent = parent;
        _key = key;
        _index = index;
    }

    internal static KeyPath Root { get; } = new(null, null, -1);

    internal KeyPath Key(string key) => new(this, key, -1);

    internal KeyPath Index(int index) => new(this, null, index);

    /// <summary>Text of a file as it may stand in a message: one line, printable, not too long.</summary>
    internal static string Printable(string text)
    {
        string cut = text.Length > KeyCharsMax ? string.Concat(text.AsSpan(0, KeyCharsMax), "...") : text;
        return string.Create(cut.Length, cut, (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = source[i] is >= ' ' and <= '~' ? source[i] : '?';
            }
        });
    }

    public override string ToString()
    {
        if (_parent is null)
        {
            return "top level";
        }

        var text = new StringBuilder();
        Render(text);
        return text.ToString();
    }

    private void Render(StringBuilder text)
    {
        _parent?.Render(text);
        if (_key is not null)
        {
            text.Append(text.Length > 0 ? "." : "").Append(Printable(_key));
        }
        else if (_index >= 0)
        {
            text.Append('[').Append(_index.ToString(CultureInfo.InvariantCulture)).Append(']');
        }
    }
}
