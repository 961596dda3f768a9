namespace ManagementPlatform.Core.Organization.Conditions;

/// <summary>
/// 办学条件 of a school in one year as it comes in: what the ministry monitors of buildings, network and equipment. Areas in square
/// metres; null where the school does not say.
/// </summary>
public record SchoolConditionForm
{
    public decimal? SiteArea { get; init; }
    public decimal? BuildingArea { get; init; }

    /// <summary>教学及辅助用房.</summary>
    public decimal? TeachingArea { get; init; }

    public decimal? DormitoryArea { get; init; }

    /// <summary>危房.</summary>
    public decimal? DangerousArea { get; init; }

    public decimal? SportsGroundArea { get; init; }
    public int? ClassroomCount { get; init; }

    /// <summary>网络多媒体教室.</summary>
    public int? MultimediaClassroomCount { get; init; }

    /// <summary>
    /// Bandwidth of the line to the Internet in Mbit/s; 0 for a school without one. Bands: <see cref="BroadbandBand"/>.
    /// </summary>
    public int? BroadbandMbps { get; init; }

    public bool? HasCampusNetwork { get; init; }
    public int? ComputerCount { get; init; }
    public int? TeachingComputerCount { get; init; }

    /// <summary>Printed books, in volumes.</summary>
    public int? LibraryVolumes { get; init; }

    public int? EbookVolumes { get; init; }
    public int? FullTimeTeacherCount { get; init; }

    /// <summary>
    /// 在籍学生数 that the ratios of the year are taken over; counted in the registry when the school does not give it.
    /// </summary>
    public int? PupilCount { get; init; }
}

/// <summary>办学条件 as stored, a row a school and year.</summary>
public sealed record SchoolCondition : SchoolConditionForm
{
    public SchoolCondition()
    {
    }

    public SchoolCondition(SchoolConditionForm form)
        : base(form)
    {
    }

    public required long SchoolId { get; init; }

    /// <summary>The year on whose 1 September it holds, the reference day of educational statistics.</summary>
    public required int Year { get; init; }

    public required string HomeCenter { get; init; }
    public required int RowVersion { get; init; }
}
