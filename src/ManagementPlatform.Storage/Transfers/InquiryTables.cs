using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Storage.Transfers;

internal static class InquiryTables
{
    public static readonly Table<PupilInquiry> Inquiry = new("pupil_inquiry", "inquiry_id");
    public static readonly Table<PupilInquiryAnswer> Answer = new("pupil_inquiry_answer", "inquiry_id");
}
