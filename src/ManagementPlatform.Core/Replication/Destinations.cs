using System.Collections.Frozen;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Replication;

/// <summary>An aggregate that the nation has, as far as its way on depends on it.</summary>
/// <param name="Home">Center code of whoever writes it; of what is said of another aggregate, the nation.</param>
/// <param name="Concerned">
/// Centers that have a part in it: of a pupil, the parties of his running cases and inquiries and whoever handed him over and has
/// not seen him arrive; of a case, its parties; of a verdict, a grant or an answer, the home of what it speaks of.
/// </param>
public sealed record RoutedAggregate(Entity Entity, string Home, IReadOnlyCollection<string> Concerned);

/// <summary>路由: which provinces the nation sends an aggregate to. Pure.</summary>
public static class Destinations
{
    private static readonly FrozenDictionary<Entity, Reach> Reaches = new Dictionary<Entity, Reach>
    {
        [Entity.Organization] = Reach.Everywhere,
        [Entity.School] = Reach.Everywhere,
        [Entity.SubUnit] = Reach.Everywhere,
        [Entity.CodeTable] = Reach.NationalEverywhere,
        [Entity.Region] = Reach.NationalEverywhere,
        [Entity.Calendar] = Reach.NationalEverywhere,
        [Entity.ProvinceField] = Reach.NationalEverywhere,
        [Entity.ProvinceRule] = Reach.Everywhere,
        [Entity.Student] = Reach.HomeAndConcerned,
        [Entity.Case] = Reach.Concerned,
        [Entity.NumberVerdict] = Reach.Concerned,
        [Entity.SchoolCodeGrant] = Reach.Concerned,
        [Entity.PupilInquiryAnswer] = Reach.Concerned,
    }.ToFrozenDictionary();

    private enum Reach
    {
        /// <summary>It stays with the nation.</summary>
        Nowhere,
        Everywhere,

        /// <summary>Everywhere when the nation writes it; a province's own stays with the nation.</summary>
        NationalEverywhere,
        HomeAndConcerned,
        Concerned,
    }

    /// <param name="origin">
    /// The center that it came from, to which it does not go back; null or the nation when it is the nation's, or taken back
    /// after a restore.
    /// </param>
    /// <param name="provinces">Codes of the provinces that are enrolled.</param>
    public static IReadOnlyList<string> Of(RoutedAggregate aggregate, string? origin, IEnumerable<string> provinces)
    {
        var reach = Reaches.GetValueOrDefault(aggregate.Entity);
        return [.. provinces.Where(province => province != origin && Goes(province))];

        bool Goes(string province) => reach switch
        {
            Reach.Everywhere => true,
            Reach.NationalEverywhere => aggregate.Home == Channel.Nation,
            Reach.HomeAndConcerned => aggregate.Home == province || aggregate.Concerned.Contains(province),
            Reach.Concerned => aggregate.Concerned.Contains(province),
            _ => false,
        };
    }

    /// <summary>
    /// Whether what is said of a pupil goes along when he gets a new home: it was sent to the old one, which can do nothing with
    /// it any more.
    /// </summary>
    public static bool GoesAlong(Entity entity) => entity is Entity.NumberVerdict;
}
