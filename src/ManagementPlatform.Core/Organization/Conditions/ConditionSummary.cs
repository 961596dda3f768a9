namespace ManagementPlatform.Core.Organization.Conditions;

/// <summary>Whose schools one line of a summary takes together.</summary>
public enum SummaryLevel
{
    Province,
    City,
    County,
}

/// <summary>
/// 办学条件汇总 of one bureau's schools in one year. Each ratio is taken over the schools that reported both of its numbers, so that a
/// missing answer does not count as a zero.
/// </summary>
public sealed record ConditionSummary
{
    /// <summary>The bureau; null for the schools of a province that lie below no city.</summary>
    public long? OrganizationId { get; init; }

    public string? Code { get; init; }
    public string? Name { get; init; }

    /// <summary>Schools that are active now.</summary>
    public long Schools { get; init; }

    /// <summary>Schools that reported for the year.</summary>
    public long ReportedSchools { get; init; }

    /// <summary>Schools that reported their bandwidth.</summary>
    public long BandwidthSchools { get; init; }

    /// <summary>Of these, with a line to the Internet.</summary>
    public long ConnectedSchools { get; init; }

    public long CampusNetworkAnswers { get; init; }
    public long CampusNetworkSchools { get; init; }
    public long Classrooms { get; init; }
    public long MultimediaClassrooms { get; init; }
    public long Computers { get; init; }
    public long ComputerPupils { get; init; }
    public long LibraryVolumes { get; init; }
    public long LibraryPupils { get; init; }
    public decimal BuildingArea { get; init; }
    public long BuildingPupils { get; init; }
    public decimal DangerousArea { get; init; }
    public decimal DangerousOfArea { get; init; }
    public long Teachers { get; init; }
    public long TeacherPupils { get; init; }

    /// <summary>Schools by <see cref="BroadbandBand"/>, every band in order.</summary>
    public IReadOnlyList<BandCount> Bands { get; init; } = [];

    /// <summary>接入互联网学校比例, 0 to 1; null when no school said.</summary>
    public decimal? ConnectedShare => Ratio(ConnectedSchools, BandwidthSchools);

    /// <summary>建有校园网学校比例, 0 to 1.</summary>
    public decimal? CampusNetworkShare => Ratio(CampusNetworkSchools, CampusNetworkAnswers);

    /// <summary>网络多媒体教室占比, 0 to 1.</summary>
    public decimal? MultimediaShare => Ratio(MultimediaClassrooms, Classrooms);

    /// <summary>每百名学生拥有计算机台数.</summary>
    public decimal? ComputersPer100Pupils => Ratio(100 * Computers, ComputerPupils);

    /// <summary>生均图书册数.</summary>
    public decimal? BooksPerPupil => Ratio(LibraryVolumes, LibraryPupils);

    /// <summary>生均校舍建筑面积, square metres.</summary>
    public decimal? BuildingAreaPerPupil => Ratio(BuildingArea, BuildingPupils);

    /// <summary>危房面积占比, 0 to 1.</summary>
    public decimal? DangerousShare => Ratio(DangerousArea, DangerousOfArea);

    /// <summary>生师比 without weights: pupils for each full-time teacher.</summary>
    public decimal? PupilsPerTeacher => Ratio(TeacherPupils, Teachers);

    // 四舍五入, as statistics are rounded.
    internal static decimal? Ratio(decimal part, decimal whole) =>
        whole == 0 ? null : decimal.Round(part / whole, 4, MidpointRounding.AwayFromZero);
}

/// <summary>How many schools lie in a band.</summary>
/// <param name="Share">Of the schools that reported their bandwidth; null when none did.</param>
public sealed record BandCount(BroadbandBand Band, long Schools, decimal? Share)
{
    /// <summary>Counts lines by their width into all bands.</summary>
    public static IReadOnlyList<BandCount> Of(IReadOnlyCollection<(int Mbps, long Schools)> widths)
    {
        var all = widths.Sum(width => width.Schools);
        return
        [
            .. BroadbandBand.All.Select(band =>
            {
                var schools = widths.Where(width => BroadbandBand.Of(width.Mbps) == band).Sum(width => width.Schools);
                return new BandCount(band, schools, ConditionSummary.Ratio(schools, all));
            }),
        ];
    }
}
