using ManagementPlatform.Core.Organization.Conditions;

namespace ManagementPlatform.Center.Api.Organization.Conditions;

/// <summary>The report of one school and year.</summary>
/// <param name="Year">It holds on 1 September of this year.</param>
/// <param name="Conditions">What may be sent back to correct it.</param>
public sealed record ConditionContract(long SchoolId, int Year, SchoolConditionForm Conditions, int Version)
{
    public static readonly ConditionContract Example = new(
        510_000_000_000_045,
        2026,
        new SchoolConditionForm
        {
            SiteArea = 20_000, BuildingArea = 9_000.5m, TeachingArea = 6_000, DormitoryArea = 1_500,
            DangerousArea = 0, SportsGroundArea = 8_000, ClassroomCount = 36, MultimediaClassroomCount = 36, BroadbandMbps = 200,
            HasCampusNetwork = true, ComputerCount = 180, TeachingComputerCount = 150,
            LibraryVolumes = 40_000, EbookVolumes = 12_000, FullTimeTeacherCount = 90, PupilCount = 1_600,
        },
        1);
}
