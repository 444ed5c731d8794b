using EdgeRouter.Core.Probes;
using EdgeRouter.Engine.Journaling;

namespace EdgeRouter.Engine.Recovery;

/// <summary>An engine that replays a journal.</summary>
/// <typeparam name="TProbe">Stage probe.</typeparam>
/// <param name="Engine">The engine.</param>
/// <param name="Output">Its output.</param>
/// <param name="Owner">Owns the engine's memory; disposed when the replay is done with it.</param>
public sealed record ReplayTarget<TProbe>(RouterEngine<TProbe> Engine, JournalingOutput Output, IDisposable Owner)
    where TProbe : struct, IStageProbe;
