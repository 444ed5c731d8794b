using System.Text;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Makes C# names of schema names.</summary>
internal static class Names
{
    /// <summary>First letter upper-case (so that no keyword can come out), characters that C# does not take replaced by _.</summary>
    public static string Pascal(string name)
    {
        StringBuilder text = new(name.Length + 1);
        foreach (char letter in name)
        {
            text.Append(char.IsLetterOrDigit(letter) ? letter : '_');
        }

        // A member called _ would hide the discards of the generated code.
        if (text.ToString().All(letter => letter == '_'))
        {
            text.Insert(0, "Name");
        }

        text[0] = char.ToUpperInvariant(text[0]);
        if (!char.IsLetter(text[0]) && text[0] != '_')
        {
            text.Insert(0, '_');
        }

        return text.ToString();
    }

    /// <summary>A namespace from a schema's package: <c>com.memx.depth</c> gives <c>Com.Memx.Depth</c>.</summary>
    public static string Namespace(string package)
    {
        IEnumerable<string> parts = package.Split('.').Where(part => part.Any(char.IsLetterOrDigit)).Select(Pascal);
        string name = string.Join(".", parts);
        return name.Length == 0 ? "Sbe" : name;
    }
}
