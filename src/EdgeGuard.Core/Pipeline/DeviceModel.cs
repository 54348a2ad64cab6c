using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>A device as the pipeline knows it.</summary>
/// <param name="Index">Its place in <see cref="GatewayModel.Devices"/>.</param>
/// <param name="Points">What a poll of it may bring.</param>
/// <param name="CommPoint">The point <c>device.comm</c>: 0 it answers, 1 it is silent.</param>
/// <param name="DataPoint">The point <c>device.data</c>: 0 its data is valid, 1 some of it is not although the device answers.</param>
/// <param name="Poll">Period of its polls.</param>
public sealed record DeviceModel(int Index, string Id, Words Name, IReadOnlyList<PointId> Points, PointId CommPoint, PointId DataPoint, TimeSpan Poll)
{
    /// <summary>In the order of <see cref="OwnPoints.Answers"/>; empty where they are not told.</summary>
    public IReadOnlyList<PointId> AnswerPoints { get; init; } = [];
}
