namespace ManagementPlatform.Center.Api.Enrollment;

/// <summary>学籍变动: the changes of a pupil's enrolment, from asking to deciding, and the year roll-over.</summary>
internal static class EnrollmentApi
{
    public static void MapEnrollment(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("").WithTags("学籍变动");
        api.MapListChangeKinds();
        api.MapSubmitChange();
        api.MapSubmitChangeBatch();
        api.MapListChanges();
        api.MapReadStudentChanges();
        api.MapDecideChange();
        api.MapDecideChanges();
        api.MapWithdrawChange();
        api.MapGraduations();
        api.MapPromoteSchool();
    }
}
