using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Admissions;

/// <summary>What the receiving school asks for; docs/rules.md §1.5 names the fields that are required.</summary>
/// <param name="Name">姓名.</param>
/// <param name="StudentNumber">学籍号.</param>
/// <param name="SexCode">性别.</param>
/// <param name="GraduationProvince">毕业省份, six digits.</param>
/// <param name="ToGrade">入学年级, two digits.</param>
/// <param name="Reason">接收理由.</param>
/// <param name="EntryMonth">入学年月, YYYYMM.</param>
/// <param name="ToClassId">The class he is to join; null: assigned at the end.</param>
/// <param name="ProofHash">SHA-256 of the scanned proof, stored before.</param>
public sealed record CrossProvinceAdmissionRequest(
    string Name,
    string StudentNumber,
    string SexCode,
    string GraduationProvince,
    string ToGrade,
    string Reason,
    string EntryMonth,
    string AdmissionMethodCode,
    long? ToClassId = null,
    string? SeatNumber = null,
    string? ProofHash = null);

/// <summary>申请毕业后跨省就学: started by the receiving school, decided by the same parties as a transfer between provinces.</summary>
public sealed class RequestCrossProvinceAdmission(
    CheckTransfer check, RequestTransfer transfer, CrossProvinceEntry entering, IUnitOfWork work)
{
    /// <exception cref="RefusalException">
    /// The keys do not fit, something stands in the way, a field is wrong, or other business was faster.
    /// </exception>
    public Task<SubmittedCase> HandleAsync(CrossProvinceAdmissionRequest request, Caller caller, CancellationToken cancel)
    {
        CheckTransfer.Demand(caller);
        return work.CommitAsync(caller, "admission.cross_province", c => RequestAsync(request, caller, c), cancel);
    }

    private async Task<SubmittedCase> RequestAsync(CrossProvinceAdmissionRequest request, Caller caller, CancellationToken cancel)
    {
        var wish = new TransferRequest(
            new LookUpKeys(request.Name, request.StudentNumber),
            request.ToGrade,
            null,
            request.ToClassId,
            request.SeatNumber,
            request.Reason,
            request.ProofHash);
        var entry = new EntryDetails(request.GraduationProvince, request.EntryMonth, request.AdmissionMethodCode);
        var outlook = await check.LookAsync(wish, entry, CrossProvinceRules.All, caller, cancel);
        var problems = await ProblemsAsync(request, outlook, cancel);
        return await transfer.SubmitAsync(CrossProvinceAdmission.KindCode, wish, outlook, problems, caller, cancel);
    }

    private async Task<List<Problem>> ProblemsAsync(
        CrossProvinceAdmissionRequest request, TransferOutlook outlook, CancellationToken cancel)
    {
        var pupil = outlook.Pupil;
        var record = await entering.RecordAsync(pupil, cancel);
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(request.Reason))
            problems.Add(new Problem("required", "接收理由必须填写。", "reason"));
        if (request.SexCode != record.Student.SexCode)
            problems.Add(new Problem("no_match", "2001 性别与学籍信息不一致。", "sexCode"));
        if (request.GraduationProvince != pupil.School.ProvinceCode)
            problems.Add(new Problem("no_match", "2001 毕业省份与学籍所在省份不一致。", "graduationProvince"));
        problems.AddRange(await entering.CheckAsync(record, outlook.Asked, outlook.Target, cancel));
        return problems;
    }
}
