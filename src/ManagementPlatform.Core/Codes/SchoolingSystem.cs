namespace ManagementPlatform.Core.Codes;

/// <summary>学制: how many years each stage takes. 六三 is the rule, 五四 holds in Shanghai and parts of some provinces.</summary>
public sealed class SchoolingSystem
{
    private readonly Dictionary<Stage, int> _years;

    private SchoolingSystem(string code, string name, int primary, int junior)
    {
        (Code, Name) = (code, name);
        _years = new Dictionary<Stage, int>
        {
            [Stage.Kindergarten] = 3,
            [Stage.Primary] = primary,
            [Stage.Junior] = junior,
            [Stage.Senior] = 3,
            [Stage.Vocational] = 3,
            [Stage.Special] = 9,
        };
    }

    public static SchoolingSystem SixThree { get; } = new("63", "六三制", primary: 6, junior: 3);

    public static SchoolingSystem FiveFour { get; } = new("54", "五四制", primary: 5, junior: 4);

    public static IReadOnlyList<SchoolingSystem> All { get; } = [SixThree, FiveFour];

    /// <summary>63 or 54.</summary>
    public string Code { get; }

    public string Name { get; }

    /// <summary>The system of a code, or <c>null</c>.</summary>
    public static SchoolingSystem? Find(string? code) => All.FirstOrDefault(system => system.Code == code);

    public int Years(Stage stage) => _years[stage];

    /// <summary>
    /// Which year of schooling a grade is, from 1 in the first of primary school: what grades of both systems are compared by.
    /// The years before, in kindergarten, end with 0.
    /// </summary>
    public int SchoolingYear(Grade grade) => grade.Stage switch
    {
        Stage.Kindergarten => grade.Year - Years(Stage.Kindergarten),
        Stage.Junior => Years(Stage.Primary) + grade.Year,
        Stage.Senior or Stage.Vocational => Years(Stage.Primary) + Years(Stage.Junior) + grade.Year,
        _ => grade.Year,
    };

    public override string ToString() => Name;
}
