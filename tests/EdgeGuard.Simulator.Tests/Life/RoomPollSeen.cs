using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Simulator.Tests.Life;

internal delegate void RoomPollSeen(RoomPoll poll);
