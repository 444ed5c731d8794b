using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>One C# member that stands for a field, or for a composite field's own member seen from the block.</summary>
internal sealed class Member
{
    private Member(string name, SbeField field, int offset, int sinceVersion, bool isFlattened)
    {
        Name = name;
        Field = field;
        Offset = offset;
        SinceVersion = sinceVersion;
        IsFlattened = isFlattened;
    }

    /// <summary>C# name before it is made unique.</summary>
    public string Name { get; }

    public SbeField Field { get; }

    /// <summary>Bytes from the start of the block.</summary>
    public int Offset { get; }

    /// <summary>First version that has it; 0 where nothing has to be compared.</summary>
    public int SinceVersion { get; }

    /// <summary>Whether this is a composite's member seen from the block.</summary>
    public bool IsFlattened { get; }

    public SbeType Type => Field.Type;

    public int End => Offset + Field.EncodedLength;

    /// <summary>Fields as they are, and behind each composite its plain members, prefixed with the field's name.</summary>
    /// <param name="fields">Fields of a block or composite.</param>
    /// <param name="impliedVersion">Version that the block's being there proves: a group's first version, since a group of an older sender has no entries.</param>
    public static IEnumerable<Member> Of(IEnumerable<SbeField> fields, int impliedVersion)
    {
        foreach (SbeField field in fields)
        {
            string name = Names.Pascal(field.Name);
            yield return new Member(name, field, field.Offset, Since(field.Facts.SinceVersion, impliedVersion), isFlattened: false);
            if (field.Type is not SbeComposite composite || field.Presence == SbePresence.Constant)
            {
                continue;
            }

            foreach (SbeField inner in composite.Members.Where(IsPlain))
            {
                int since = Math.Max(field.Facts.SinceVersion, inner.Facts.SinceVersion);
                yield return new Member(name + Names.Pascal(inner.Name), inner, field.Offset + inner.Offset, Since(since, impliedVersion), isFlattened: true);
            }
        }
    }

    /// <summary>The version that a message's or entry's being there proves.</summary>
    public static int ImpliedVersion(SbeBlock block) => block is SbeGroup ? block.Facts.SinceVersion : 0;

    private static int Since(int sinceVersion, int impliedVersion) => sinceVersion > impliedVersion ? sinceVersion : 0;

    private static bool IsPlain(SbeField field) => field.Type is not SbeComposite && field.Type is not SbeScalar { IsArray: true };
}
