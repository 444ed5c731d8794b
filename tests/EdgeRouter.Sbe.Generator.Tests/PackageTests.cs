using System.IO.Compression;

namespace EdgeRouter.Sbe.Generator.Tests;

/// <summary>The package, used as a stranger would: a PackageReference, AdditionalFiles, nothing else; no source of packages but the folder it lies in.</summary>
public sealed class PackageTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <UseAppHost>false</UseAppHost>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <RestorePackagesPath>packages</RestorePackagesPath>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EdgeRouter.Sbe" Version="*" />
            <AdditionalFiles Include="orders.xml" />
            <AdditionalFiles Include="named.xml" SbeNamespace="My.Wire" />
          </ItemGroup>
        </Project>
        """;

    private const string Sources = """
        <configuration><packageSources><clear /><add key="here" value="feed" /></packageSources><fallbackPackageFolders><clear /></fallbackPackageFolders></configuration>
        """;

    private static readonly string[] Entries = ["lib/net10.0/EdgeRouter.Sbe.dll", "analyzers/dotnet/cs/EdgeRouter.Sbe.Generator.dll", "build/EdgeRouter.Sbe.props", "README.md"];

    [Test]
    public void ShouldServeAConsumer()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sbe-package");
        try
        {
            string feed = Path.Combine(folder.FullName, "feed");
            Command.Dotnet(Checkout.Root, "pack", "src/EdgeRouter.Sbe", "--no-build", "-c", Checkout.Configuration, "-o", feed);
            using (ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(feed, "*.nupkg").Single()))
            {
                Assert.That(package.Entries.Select(entry => entry.FullName), Is.SupersetOf(Entries));
            }

            BuildAndRun(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void BuildAndRun(string folder)
    {
        WriteConsumer(folder);
        Command.Dotnet(folder, "build", "-nologo", "-o", "out");
        string output = Command.Dotnet(folder, Path.Combine("out", "consumer.dll"));
        Assert.That(output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), Is.EqualTo([.. ExampleTests.Expected, "My.Wire.OrderDecoder"]));
    }

    private static void WriteConsumer(string folder)
    {
        string example = Path.Combine(Checkout.Root, "tests", "EdgeRouter.Sbe.Example");
        foreach (string file in Directory.GetFiles(example, "*.cs"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        File.Copy(Path.Combine(example, "orders.xml"), Path.Combine(folder, "orders.xml"));
        File.Copy(Path.Combine(example, "orders.xml"), Path.Combine(folder, "named.xml"));
        File.AppendAllText(Path.Combine(folder, "Program.cs"), "Console.WriteLine(typeof(My.Wire.OrderDecoder).FullName);\n");
        File.WriteAllText(Path.Combine(folder, "consumer.csproj"), Project);
        File.WriteAllText(Path.Combine(folder, "nuget.config"), Sources);
    }
}
