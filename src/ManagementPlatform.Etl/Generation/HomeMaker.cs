using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Etl.Generation;

/// <summary>Family, addresses and telephone. Parents' workplace and job stay empty: a center need not collect them.</summary>
internal sealed class HomeMaker(GeneratorTables tables, CitizenIdSource numbers, Addresses addresses, SchoolYear year)
{
    // GB/T 4761.
    private const string Father = "51", Mother = "52";

    private static readonly WeightedList<string> Grandparents = new([("61", 35), ("62", 40), ("63", 12), ("64", 13)]);

    private readonly string _postalCode = addresses.PostalCode;

    /// <param name="Source">Where the family is registered.</param>
    public sealed record Background(StageArea Area, County Source, string FatherName);

    public StudentForm Add(Pcg random, StudentForm form, Background from)
    {
        var residence = addresses.Home(random, from.Area.Area);
        var family = Family(random, form, from);
        return form with
        {
            ResidenceAddress = residence,
            MailingAddress = residence,
            HomeAddress = form.IsMigrantChild == true
                ? $"{from.Source.AddressName}{tables.Places.Towns.Draw(random)}{tables.Places.Villages.Draw(random)}"
                : residence,
            Phone = family.First(m => m.IsGuardian == true).Phone,
            PostalCode = _postalCode,
            IsOnlyChild = random.Chance(from.Area.Area switch { Area.Urban => 5_200, Area.Town => 3_600, _ => 2_700 }),
            Family = family,
        };
    }

    /// <summary>The same family with the guardians' documents.</summary>
    public IReadOnlyList<FamilyMemberForm> WithDocuments(Pcg random, IReadOnlyList<FamilyMemberForm> family) =>
        [.. family.Select(m => m.IsGuardian != true ? m : m with
        {
            DocumentType = IdentityDocumentType.CitizenId,
            DocumentNumber = numbers.Adult(random, AdultBirth(random, m.RelationCode!), SexOf(m.RelationCode!)),
        })];

    // Children whose parents both work away live with a grandparent, who then is the guardian in practice.
    private FamilyMemberForm[] Family(Pcg random, StudentForm form, Background from)
    {
        var ethnicity = form.EthnicityCode!;
        var motherEthnicity = random.Chance(8_800) ? ethnicity : "01";
        var mother = Member(
            random, Mother, tables.Names.Person(random, motherEthnicity, Sex.Female), motherEthnicity, isGuardian: true);
        if (form.LeftBehindCode == "2")
        {
            var relation = Grandparents.Draw(random);
            var grandparent = tables.Names.Person(random, ethnicity, SexOf(relation));
            return [Member(random, Father, from.FatherName, ethnicity, isGuardian: false), Member(random, relation, grandparent, ethnicity, isGuardian: true)];
        }

        return [Member(random, Father, from.FatherName, ethnicity, isGuardian: true), mother];
    }

    private static FamilyMemberForm Member(Pcg random, string relation, string name, string ethnicity, bool isGuardian) => new()
    {
        Name = name,
        RelationCode = relation,
        IsGuardian = isGuardian,
        Phone = Addresses.Phone(random),
        EthnicityCode = ethnicity,
    };

    private DateOnly AdultBirth(Pcg random, string relation) =>
        new DateOnly(year.StartYear - (relation is Father or Mother ? random.Bell(30, 46) : random.Bell(54, 74)), 1, 1).AddDays(
            random.Below(365));

    private static Sex SexOf(string relation) => relation is Father or "61" or "63" ? Sex.Male : Sex.Female;
}
