namespace ManagementPlatform.Core.Reference;

/// <summary>The code tables that the program itself asks for; <c>etl/reference/code-tables.csv</c> lists all.</summary>
public static class CodeTableNames
{
    public const string AdmissionMethod = "admission_method_form";
    public const string AttendanceMode = "attendance_mode";
    public const string ChangeKind = "change_kind";
    public const string ChangeReason = "change_reason";
    public const string ClassType = "class_type";
    public const string CommuteMode = "commute_mode";
    public const string Disability = "disability";
    public const string EducationLevel = "education_level";
    public const string Ethnicity = "ethnicity";
    public const string FamilyRelation = "family_relation";
    public const string Grade = "grade";
    public const string Health = "health";
    public const string HmtOverseas = "hmt_overseas";
    public const string HouseholdType = "household_type";
    public const string DisciplineKind = "discipline_kind";
    public const string DocumentType = "identity_document_type";
    public const string InclusiveEducation = "inclusive_education";
    public const string LeftBehind = "left_behind";
    public const string Nationality = "nationality";
    public const string PoliticalStatus = "political_status";
    public const string PupilSource = "pupil_source";
    public const string PupilStatus = "pupil_status";
    public const string SchoolOrganizer = "school_organizer";
    public const string SchoolType = "school_type";
    public const string Sex = "sex";
    public const string StaffEstablishment = "staff_establishment";
    public const string StaffPost = "staff_post";
    public const string Stage = "stage";
    public const string TransferReason = "transfer_reason";
    public const string UrbanRural = "urban_rural";
}
