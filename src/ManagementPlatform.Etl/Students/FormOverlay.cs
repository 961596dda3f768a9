using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Etl.Students;

/// <summary>Lays what a row says over what the registry knows of the pupil.</summary>
internal static class FormOverlay
{
    /// <summary>
    /// The old form with what the new one says laid over it. What the new one leaves blank stays as it was: a list without a
    /// column, or with an empty cell, is not a wish to forget.
    /// </summary>
    public static StudentForm Over(this StudentForm form, StudentForm old) => old with
    {
        StudentNumber = Number(form.StudentNumber) ?? old.StudentNumber,
        ClassId = form.ClassId ?? old.ClassId,
        Name = form.Name ?? old.Name,
        SexCode = form.SexCode ?? old.SexCode,
        BirthDate = form.BirthDate ?? old.BirthDate,
        DocumentType = form.DocumentType ?? old.DocumentType,
        DocumentNumber = Document(form) ?? old.DocumentNumber,
        BirthPlaceCode = form.BirthPlaceCode ?? old.BirthPlaceCode,
        NativePlace = form.NativePlace ?? old.NativePlace,
        EthnicityCode = form.EthnicityCode ?? old.EthnicityCode,
        NationalityCode = form.NationalityCode ?? old.NationalityCode,
        HmtOverseasCode = form.HmtOverseasCode ?? old.HmtOverseasCode,
        PoliticalStatusCode = form.PoliticalStatusCode ?? old.PoliticalStatusCode,
        HealthCode = form.HealthCode ?? old.HealthCode,
        NamePinyin = form.NamePinyin ?? old.NamePinyin,
        FormerName = form.FormerName ?? old.FormerName,
        DocumentValidPeriod = form.DocumentValidPeriod ?? old.DocumentValidPeriod,
        HouseholdPlaceCode = form.HouseholdPlaceCode ?? old.HouseholdPlaceCode,
        HouseholdTypeCode = form.HouseholdTypeCode ?? old.HouseholdTypeCode,
        Specialty = form.Specialty ?? old.Specialty,
        AuxiliaryNumber = form.AuxiliaryNumber ?? old.AuxiliaryNumber,
        SeatNumber = form.SeatNumber ?? old.SeatNumber,
        EntryMonth = form.EntryMonth ?? old.EntryMonth,
        AdmissionMethodCode = form.AdmissionMethodCode ?? old.AdmissionMethodCode,
        AttendanceModeCode = form.AttendanceModeCode ?? old.AttendanceModeCode,
        PupilSourceCode = form.PupilSourceCode ?? old.PupilSourceCode,
        ResidenceAddress = form.ResidenceAddress ?? old.ResidenceAddress,
        MailingAddress = form.MailingAddress ?? old.MailingAddress,
        HomeAddress = form.HomeAddress ?? old.HomeAddress,
        Phone = form.Phone ?? old.Phone,
        PostalCode = form.PostalCode ?? old.PostalCode,
        Email = form.Email ?? old.Email,
        Website = form.Website ?? old.Website,
        IsOnlyChild = form.IsOnlyChild ?? old.IsOnlyChild,
        HadPreschool = form.HadPreschool ?? old.HadPreschool,
        LeftBehindCode = form.LeftBehindCode ?? old.LeftBehindCode,
        IsMigrantChild = form.IsMigrantChild ?? old.IsMigrantChild,
        IsOrphan = form.IsOrphan ?? old.IsOrphan,
        IsMartyrChild = form.IsMartyrChild ?? old.IsMartyrChild,
        InclusiveEducationCode = form.InclusiveEducationCode ?? old.InclusiveEducationCode,
        DisabilityCode = form.DisabilityCode ?? old.DisabilityCode,
        HasPurchasedPlace = form.HasPurchasedPlace ?? old.HasPurchasedPlace,
        AppliesForAid = form.AppliesForAid ?? old.AppliesForAid,
        ReceivesSubsidy = form.ReceivesSubsidy ?? old.ReceivesSubsidy,
        CommuteDistanceKm = form.CommuteDistanceKm ?? old.CommuteDistanceKm,
        CommuteModeCode = form.CommuteModeCode ?? old.CommuteModeCode,
        NeedsSchoolBus = form.NeedsSchoolBus ?? old.NeedsSchoolBus,
        Family = Family(form.Family, old.Family),
        Extra = Extra(form.Extra, old.Extra),
    };

    // As they are stored, however they were typed.
    private static string? Number(string? text) => StudentNumber.TryParse(text, out var number, out _) ? number.Text : text;

    private static string? Document(StudentForm form) =>
        IdentityDocument.TryParse(form.DocumentType, form.DocumentNumber, out var document, out _) && document!.Number.Length > 0
            ? document.Number
            : form.DocumentNumber;

    private static string? Document(FamilyMemberForm form) =>
        IdentityDocument.TryParse(form.DocumentType, form.DocumentNumber, out var document, out _) && document!.Number.Length > 0
            ? document.Number
            : form.DocumentNumber;

    // What does not differ stays the same object, so that equal forms are equal.
    private static IReadOnlyList<FamilyMemberForm> Family(
        IReadOnlyList<FamilyMemberForm> forms, IReadOnlyList<FamilyMemberForm> olds)
    {
        FamilyMemberForm[] members = [.. Enumerable.Range(0, Math.Max(forms.Count, olds.Count)).Select(i => Member(forms, olds, i))];
        return members.SequenceEqual(olds) ? olds : members;
    }

    private static IReadOnlyDictionary<string, string> Extra(
        IReadOnlyDictionary<string, string> form, IReadOnlyDictionary<string, string> old)
    {
        if (form.All(e => old.GetValueOrDefault(e.Key) == e.Value))
            return old;
        var merged = new Dictionary<string, string>(old);
        foreach (var (field, value) in form)
            merged[field] = value;
        return merged;
    }

    private static FamilyMemberForm Member(IReadOnlyList<FamilyMemberForm> forms, IReadOnlyList<FamilyMemberForm> olds, int index)
    {
        if (index >= forms.Count)
            return olds[index];
        if (index >= olds.Count)
            return forms[index];
        var (form, old) = (forms[index], olds[index]);
        return form.Name != old.Name ? form : old with // another person: nothing of the former one holds for him
        {
            RelationCode = form.RelationCode ?? old.RelationCode,
            RelationNote = form.RelationNote ?? old.RelationNote,
            IsGuardian = form.IsGuardian ?? old.IsGuardian,
            Phone = form.Phone ?? old.Phone,
            EthnicityCode = form.EthnicityCode ?? old.EthnicityCode,
            Workplace = form.Workplace ?? old.Workplace,
            JobTitle = form.JobTitle ?? old.JobTitle,
            ResidenceAddress = form.ResidenceAddress ?? old.ResidenceAddress,
            HouseholdPlaceCode = form.HouseholdPlaceCode ?? old.HouseholdPlaceCode,
            DocumentType = form.DocumentType ?? old.DocumentType,
            DocumentNumber = Document(form) ?? old.DocumentNumber,
        };
    }
}
