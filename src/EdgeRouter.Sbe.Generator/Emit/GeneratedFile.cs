namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>One generated source file.</summary>
internal sealed class GeneratedFile
{
    public GeneratedFile(string name, string text)
    {
        Name = name;
        Text = text;
    }

    public string Name { get; }

    public string Text { get; }
}
