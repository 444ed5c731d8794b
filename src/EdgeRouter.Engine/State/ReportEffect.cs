using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine.State;

/// <summary>What an execution report did to the state.</summary>
/// <param name="ChildSlot">The child; −1 = not known.</param>
/// <param name="ParentSlot">Its parent; −1 = forgotten.</param>
/// <param name="Child">What it did to the child.</param>
/// <param name="Parent">What it did to the parent.</param>
/// <param name="IsMarkLost">Whether a fill's mark-out found no room.</param>
internal readonly record struct ReportEffect(int ChildSlot, int ParentSlot, ChildTransition Child, ParentTransition Parent, bool IsMarkLost);
