using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits how long a block must be in each version.</summary>
internal static class RequiredLengthEmitter
{
    public static void Emit(CodeWriter writer, SbeBlock block)
    {
        writer.Summary("Shortest block that holds every field of a version: a message of that version with less is malformed");
        writer.Line("/// <param name=\"actingVersion\">The sender's schema version.</param>");
        writer.Line(CSharpType.Inline);
        writer.Line($"public static int RequiredBlockLength(int actingVersion) => {Expression(block)};");
        writer.Line();
    }

    /// <summary>Whether no version needs a block at all.</summary>
    public static bool IsNothing(SbeBlock block) => block.RequiredLength(int.MaxValue) == 0;

    private static string Expression(SbeBlock block)
    {
        int implied = Member.ImpliedVersion(block);
        string expression = string.Empty;
        int last = -1;
        foreach (int version in Versions(block.Fields).Select(version => Math.Max(version, implied)).Append(implied).Distinct().OrderBy(version => version))
        {
            int length = block.RequiredLength(version);
            if (expression.Length == 0)
            {
                expression = CSharpType.Text(length);
            }
            else if (length != last)
            {
                expression = $"actingVersion >= {CSharpType.Text(version)} ? {CSharpType.Text(length)} : {expression}";
            }

            last = length;
        }

        return expression;
    }

    private static IEnumerable<int> Versions(IEnumerable<SbeField> fields) => fields.SelectMany(field =>
        field.Type is SbeComposite composite ? Versions(composite.Members).Append(field.Facts.SinceVersion) : new[] { field.Facts.SinceVersion });
}
