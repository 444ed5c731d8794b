using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>A schema with the C# name of every type in it.</summary>
internal sealed class SchemaModel
{
    /// <summary>The class that holds enums' and sets' names.</summary>
    public const string NamesClassName = "SchemaNames";

    private readonly Dictionary<SbeType, string> _typeNames = new();
    private readonly Dictionary<SbeMessage, string> _messageNames = new();
    private readonly NameScope _scope = new("SchemaInfo", NamesClassName);

    public SchemaModel(SbeSchema schema, string nameSpace)
    {
        Schema = schema;
        Namespace = nameSpace;
        foreach (SbeMessage message in schema.Messages)
        {
            _messageNames.Add(message, Pair(Names.Pascal(message.Name), "Message"));
        }

        foreach (SbeType type in schema.Types)
        {
            Add(type, string.Empty);
        }
    }

    public SbeSchema Schema { get; }

    public string Namespace { get; }

    /// <summary>Qualified name of the class that holds enums' and sets' names.</summary>
    public string NamesClass => $"global::{Namespace}.{NamesClassName}";

    /// <summary>Enums, sets and composites that need a C# type, inner ones included.</summary>
    public IEnumerable<SbeType> Types => _typeNames.Keys;

    /// <summary>Base name of a message's decoder and encoder.</summary>
    public string Name(SbeMessage message) => _messageNames[message];

    /// <summary>C# name of an enum or set; base name of a composite.</summary>
    public string Name(SbeType type) => _typeNames[type];

    /// <summary>Name that means the type everywhere, whatever members are called.</summary>
    public string Qualified(SbeType type, string suffix = "") => $"global::{Namespace}.{Name(type)}{suffix}";

    private void Add(SbeType type, string owner)
    {
        if (type is SbeScalar || _typeNames.ContainsKey(type))
        {
            return;
        }

        string own = Names.Pascal(type.Name);
        bool isInner = owner.Length > 0;
        if (type is SbeComposite composite)
        {
            string name = isInner ? Pair(own, owner + own, "Composite") : Pair(own, "Composite");
            _typeNames.Add(type, name);
            foreach (SbeField member in composite.Members)
            {
                Add(member.Type, name);
            }

            return;
        }

        _typeNames.Add(type, isInner && !_scope.TryTakeAll(own) ? _scope.Take(owner + own, "Type") : isInner ? own : _scope.Take(own, "Type"));
    }

    private string Pair(string name, string suffix) => Pair(name, name + suffix, suffix);

    private string Pair(string name, string second, string suffix)
    {
        string candidate = name;
        for (int number = 1; !_scope.TryTakeAll(candidate + "Decoder", candidate + "Encoder"); number++)
        {
            candidate = number == 1 ? second : second + suffix + number;
        }

        return candidate;
    }
}
