using System.Globalization;
using System.Runtime.CompilerServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>The text of a check, put together only where the check fails: a file has millions of checks.</summary>
[InterpolatedStringHandler]
internal ref struct FaultText
{
    private DefaultInterpolatedStringHandler _text;

    /// <summary>Called by the compiler.</summary>
    /// <param name="literalLength">Characters between the holes.</param>
    /// <param name="formattedCount">Holes.</param>
    /// <param name="holds">Whether the rule holds.</param>
    /// <param name="isNeeded">Out: whether the text is wanted.</param>
    public FaultText(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        isNeeded = !holds;
        _text = holds ? default : new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture);
    }

    /// <summary>Appends what stands between the holes.</summary>
    /// <param name="text">Text.</param>
    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    /// <summary>Appends a value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>The whole text.</summary>
    public string ToText() => _text.ToStringAndClear();
}
