namespace EdgeGuard.Simulator.Life;

/// <summary>A device of the room.</summary>
/// <param name="Name">As in a configuration.</param>
/// <param name="First">Index of its first point in <see cref="RoomLayout.Points"/>.</param>
/// <param name="Points">In the order of its polls.</param>
/// <param name="Probe">Which temperature probe it is, from 1; 0: none.</param>
/// <param name="Contacts">Looked at as contacts are, once a second.</param>
public sealed record RoomDevice(string Name, int First, IReadOnlyList<RoomPoint> Points, int Probe = 0, bool Contacts = false);
