using System.Xml.Linq;

namespace EdgeRouter.RepoTests;

/// <summary>A csproj of the repository.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _document;

    private ProjectFile(string path)
    {
        Path = path;
        Name = System.IO.Path.GetFileNameWithoutExtension(path);
        Folder = System.IO.Path.GetDirectoryName(path)!.Replace('\\', '/');
        _document = XDocument.Parse(Repository.Read(path));
    }

    internal string Path { get; }

    internal string Name { get; }

    internal string Folder { get; }

    internal IEnumerable<ProjectLink> Links => ReadLinks(_document);

    internal static IEnumerable<ProjectFile> In(string folder) => Repository.Files(folder, ".csproj").Select(path => new ProjectFile(path));

    internal static IEnumerable<ProjectLink> LinksOf(string csproj) => ReadLinks(XDocument.Parse(csproj));

    internal bool Sets(string property) => _document.Descendants(property).Any();

    private static IEnumerable<ProjectLink> ReadLinks(XDocument document) => document.Descendants("ProjectReference").Select(reference => new ProjectLink(
        System.IO.Path.GetFileNameWithoutExtension(reference.Attribute("Include")?.Value.Replace('\\', '/') ?? string.Empty),
        string.Equals(Setting(reference, "OutputItemType"), "Analyzer", StringComparison.OrdinalIgnoreCase)
            && string.Equals(Setting(reference, "ReferenceOutputAssembly"), "false", StringComparison.OrdinalIgnoreCase)));

    private static string? Setting(XElement reference, string name) => reference.Attribute(name)?.Value ?? reference.Element(name)?.Value;
}
