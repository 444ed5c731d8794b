using System.Globalization;
using EdgeRouter.Aeron.Channels;

namespace EdgeRouter.Aeron.Driver.Udp.FlowControl;

/// <summary>What <c>fc=</c> of a channel says: <c>max</c>, <c>min,g:/count,t:timeout</c>, <c>tagged,g:tag/count,t:timeout</c>.</summary>
/// <param name="Kind">Who sets the limit.</param>
/// <param name="GroupTag">The tag of those who do.</param>
/// <param name="GroupSize">How many must be there.</param>
/// <param name="ReceiverTimeoutNs">A receiver silent for so long is not waited for, ns; 0 = as the driver is set.</param>
internal sealed record FlowControlSpec(FlowControlKind Kind, long GroupTag, int GroupSize, long ReceiverTimeoutNs)
{
    /// <summary>Nothing said.</summary>
    public static FlowControlSpec Default { get; } = new(FlowControlKind.Default, -1, 0, 0);

    /// <summary>Reads it.</summary>
    /// <param name="text">The value of <c>fc=</c>.</param>
    /// <param name="spec">It.</param>
    /// <returns>False: it makes no sense.</returns>
    public static bool TryParse(string text, out FlowControlSpec spec)
    {
        string[] parts = text.Split(',');
        spec = Default with { Kind = KindOf(parts[0]) };
        if (spec.Kind == FlowControlKind.Default)
        {
            return false;
        }

        foreach (string part in parts.AsSpan(1))
        {
            FlowControlSpec? next = part.Length > 2 && part[1] == ':' ? Apply(spec, part[0], part[2..]) : null;
            if (next == null)
            {
                return false;
            }

            spec = next;
        }

        return true;
    }

    private static FlowControlKind KindOf(string name) => name switch
    {
        "max" => FlowControlKind.Max,
        "min" => FlowControlKind.Min,
        "tagged" => FlowControlKind.Tagged,
        _ => FlowControlKind.Default,
    };

    private static FlowControlSpec? Apply(FlowControlSpec spec, char key, string value) => key switch
    {
        't' => DurationText.TryParse(value, out long ns) ? spec with { ReceiverTimeoutNs = ns } : null,
        'g' => ApplyGroup(spec, value),
        _ => null,
    };

    private static FlowControlSpec? ApplyGroup(FlowControlSpec spec, string value)
    {
        int slash = value.IndexOf('/', StringComparison.Ordinal);
        string tag = slash < 0 ? value : value[..slash];
        long groupTag = spec.GroupTag;
        int groupSize = spec.GroupSize;
        bool isGood = tag.Length == 0
            ? slash >= 0
            : long.TryParse(tag, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out groupTag);
        isGood &= slash < 0 || int.TryParse(value.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out groupSize);
        return isGood ? spec with { GroupTag = groupTag, GroupSize = groupSize } : null;
    }
}
