using FsCheck;
using FsCheck.Fluent;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Tests.Codes;

/// <summary>Random numbers that are valid, and the mistakes that people make with them.</summary>
internal static class Numbers
{
    private static readonly string[] Divisions = ["110101", "310115", "441900", "510105", "659001", "810000", "830000"];

    public static readonly Gen<DateOnly> Days =
        Gen.Choose(new DateOnly(1800, 1, 1).DayNumber, new DateOnly(2199, 12, 31).DayNumber).Select(DateOnly.FromDayNumber);

    public static readonly Gen<RegionCode> Counties =
        Gen.Elements("110101", "310115", "441900", "510105", "659001").Select(RegionCode.Parse);

    public static readonly Gen<CitizenId> CitizenIds =
        from division in Gen.Elements(Divisions)
        from day in Days
        from sequence in Gen.Choose(1, 999)
        select CitizenId.Create(division, day, sequence);

    public static readonly Gen<StudentNumber> StudentNumbers = Gen.OneOf(
        CitizenIds.Select(StudentNumber.Formal),
        from county in Counties
        from day in Days
        from sequence in Gen.Choose(1, 999)
        select StudentNumber.WithoutId(county, day, sequence),
        from county in Counties
        from day in Days
        from digits in Gen.Choose(0, 9999)
        select StudentNumber.Temporary(county, day, digits));

    /// <summary>Anything at all, and often nearly a number: letters, digits, full-width forms, half surrogates, nulls.</summary>
    public static readonly Gen<string?> Texts = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string?>(),
        from length in Gen.Choose(0, 25)
        from chars in Gen.Elements("0123456789XGJLHxZ(\uff10\uff18\uff38\u3000 \ud842\u0301-中".ToCharArray()).ArrayOf(length)
        select (string?)new string(chars));

    /// <summary>Names and addresses of whole characters, many of them two code units long.</summary>
    public static readonly Gen<string> WholeTexts =
        from length in Gen.Choose(0, 20)
        from parts in Gen.Elements("张", "省", "市", "区", "\U00020BB7", "\U0002A6A5", "e\u0308", "1", "\U0001F600").ArrayOf(length)
        select string.Concat(parts);

    /// <summary>The number with another digit in one place, for every place and digit.</summary>
    public static IEnumerable<string> WithOneWrongDigit(string number) =>
        from at in Enumerable.Range(0, number.Length)
        from digit in "0123456789X"
        where digit != number[at]
        select number[..at] + digit + number[(at + 1)..];

    /// <summary>The number with two different neighbours in each other's place.</summary>
    public static IEnumerable<string> WithSwappedNeighbours(string number) =>
        from at in Enumerable.Range(0, number.Length - 1)
        where number[at] != number[at + 1]
        select number[..at] + number[at + 1] + number[at] + number[(at + 2)..];

    public static void Hold<T>(this Gen<T> values, Func<T, bool> property) =>
        Prop.ForAll(values.ToArbitrary(), property).QuickCheckThrowOnFailure();
}
