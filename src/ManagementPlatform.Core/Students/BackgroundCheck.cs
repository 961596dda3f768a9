namespace ManagementPlatform.Core.Students;

/// <summary>Answers of the form that do not go together. Somebody should look; none of it keeps a pupil out.</summary>
internal static class BackgroundCheck
{
    private const string None = "0", Disabled = "60", SchoolBus = "5";

    public static void Check(StudentForm form, Findings findings)
    {
        if (form.InclusiveEducationCode is not (null or None) && form.DisabilityCode is null or None)
            findings.Warn("inclusive_without_disability", "随班就读学生应填写残疾类型。", "disabilityCode");
        if (form.HealthCode == Disabled && form.DisabilityCode is null or None)
            findings.Warn("disabled_without_kind", "健康状况为残疾时，应填写残疾类型。", "disabilityCode");
        if (form.LeftBehindCode is not (null or None) && form.IsMigrantChild == true)
            findings.Warn("left_behind_and_migrant", "留守儿童与随迁子女一般不同时成立。", "isMigrantChild");
        if (form.CommuteModeCode == SchoolBus && form.NeedsSchoolBus == false)
            findings.Warn("bus_not_needed", "上下学方式为校车，但填写了不需要乘坐校车。", "needsSchoolBus");
    }
}
