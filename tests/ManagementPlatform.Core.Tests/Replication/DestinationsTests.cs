using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Tests.Replication;

[TestClass]
public sealed class DestinationsTests
{
    private static readonly string[] Provinces = ["11", "33", "44", "51"];

    [TestMethod]
    [DataRow(Entity.School, "51", "", "51", "11 33 44", DisplayName = "A school goes to all other provinces")]
    [DataRow(Entity.Organization, "51", "", "51", "11 33 44")]
    [DataRow(Entity.SubUnit, "51", "", "51", "11 33 44")]
    [DataRow(Entity.CodeTable, "00", "", "00", "11 33 44 51", DisplayName = "Reference data goes to all")]
    [DataRow(Entity.Calendar, "00", "", "00", "11 33 44 51")]
    [DataRow(Entity.ProvinceRule, "51", "", "51", "11 33 44", DisplayName = "A province's rules go to whoever takes in its pupils")]
    [DataRow(Entity.ProvinceField, "51", "", "51", "", DisplayName = "A province's own fields stay with the nation")]
    [DataRow(Entity.Student, "51", "", "51", "", DisplayName = "A pupil stays between his home and the nation")]
    [DataRow(Entity.Student, "44", "", "51", "44", DisplayName = "A pupil who is handed over goes to his new home")]
    [DataRow(Entity.Student, "44", "51", "44", "51", DisplayName = "Whoever handed him over sees him arrive")]
    [DataRow(Entity.Student, "51", "33 44", "51", "33 44", DisplayName = "Parties of his cases get him")]
    [DataRow(Entity.Case, "44", "44 51", "44", "51", DisplayName = "A case goes to the other party")]
    [DataRow(Entity.NumberVerdict, "00", "51", "00", "51", DisplayName = "A verdict goes to the home of whom it speaks of")]
    [DataRow(Entity.SchoolCodeGrant, "00", "33", "00", "33")]
    [DataRow(Entity.PupilInquiryAnswer, "00", "44", "00", "44")]
    [DataRow(Entity.PupilInquiry, "44", "44", "44", "", DisplayName = "An inquiry is for the nation")]
    [DataRow(Entity.Staff, "51", "", "51", "")]
    [DataRow(Entity.RollCheck, "51", "", "51", "")]
    public void The_nation_sends_on_what_concerns_others(
        Entity entity, string home, string concerned, string origin, string destinations)
    {
        var aggregate = new RoutedAggregate(entity, home, concerned.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.AreEqual(destinations, string.Join(' ', Destinations.Of(aggregate, origin, Provinces)));
    }

    [TestMethod]
    public void What_the_nation_has_taken_back_goes_to_everybody_concerned()
    {
        var school = new RoutedAggregate(Entity.School, "51", []);

        Assert.AreEqual("11 33 44 51", string.Join(' ', Destinations.Of(school, origin: null, Provinces)));
    }
}
