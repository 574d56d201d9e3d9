using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class ConnectedSetTests
{
    [Fact]
    public void Platforms_are_linked_by_KOLs_who_stream_on_both()
    {
        KolOnPlatform[] rows = [new("a", "Douyin"), new("a", "Taobao"), new("b", "Taobao"), new("c", "JD"), new("d", "JD"), new("b", "Taobao")];
        var sets = ConnectedSet.Find(rows);
        Assert.Equal(2, sets.Count);
        var largest = ConnectedSet.Largest(rows);
        Assert.Equal(["Douyin", "Taobao"], largest.Platforms);
        Assert.Equal(["a", "b"], largest.Kols);
        Assert.Equal(1, largest.MovingKols);
    }

    [Fact]
    public void Without_a_KOL_on_two_platforms_the_effects_are_one() =>
        Assert.Equal("MODEL370", Assert.Throws<NotIdentifiedException>(() => ConnectedSet.Largest([new("a", "x"), new("b", "y")])).Code);
}
