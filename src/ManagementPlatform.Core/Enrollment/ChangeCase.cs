using System.Globalization;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>
/// A change of enrolment among the running business (在办业务): it freezes the pupil and waits in the same inbox as all.
/// </summary>
public static class ChangeCase
{
    public const string Kind = "enrollment_change";

    public static CasePlace PlaceOf(EnrollmentChange change, EnrollmentChangeStep step) =>
        new(change.StudentId, change.ChangeId, Kind, step.StepNumber, Round: 1, step.Role, step.OrganizationId);

    public static int WorkingDays(Func<string, string?> rule) =>
        int.Parse(rule(RuleNames.CaseWorkingDays) ?? "10", CultureInfo.InvariantCulture);
}
