package dev.warfront.guild;

import static dev.warfront.guild.TestGuild.PATIENCE;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.anyRegistration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.ClanDirectory.Filter;
import dev.warfront.kernel.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/// What every directory of clans promises. Each test has a region and names of its own.
public interface ClanDirectoryContract {
    GuildPorts ports();

    private List<Clan> stored(List<ClanRegistration> registrations) {
        return stored(registrations.stream()
                .map(registration -> TestGuild.clan(registration, anyPlayer()))
                .toArray(Clan[]::new));
    }

    private List<Clan> stored(Clan... clans) {
        ports().transactions()
                .inTransaction(
                        Flux.just(clans).concatMap(ports().clanStore()::add).then())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        return List.of(clans);
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static ClanRegistration named(String name, String region) {
        return new ClanRegistration(name, anyRegistration().tag(), region);
    }

    /// All pages, of two each.
    private List<Clan> listed(Filter filter) {
        var all = new ArrayList<Clan>();
        var page = GuildGame.outcome(ports().clanDirectory().list(filter, new PageRequest(2, null)));
        all.addAll(page.items());
        while (page.nextCursor() != null) {
            page = GuildGame.outcome(ports().clanDirectory().list(filter, new PageRequest(2, page.nextCursor())));
            all.addAll(page.items());
        }
        return all;
    }

    @Test
    default void givenClansOfARegion_theyAreListedByHowTheirNamesLook_pageByPage() {
        var region = word();
        var unique = word();
        var clans = stored(Stream.of("Crows", "bears", "Ässes", "Dogs", "Çrabs")
                .map(name -> named(name + " " + unique, region))
                .toList());
        var _ = stored(List.of(named("Ants " + unique, word())));

        assertThat(listed(Filter.all(region)))
                .containsExactly(clans.get(2), clans.get(1), clans.get(4), clans.get(0), clans.get(3));
    }

    @Test
    default void givenTheBeginningOfAName_itIsFoundHoweverItIsWritten() {
        var region = word();
        var unique = word();
        var clans = stored(List.of(
                named(unique + " Wolves", region),
                named(unique + " wolf-pack", region),
                named(unique + " Bears", region),
                named("The " + unique, region)));

        assertThat(listed(Filter.named(unique.toUpperCase(Locale.ROOT) + "-WOL", null)))
                .containsExactly(clans.get(1), clans.get(0));
        assertThat(listed(Filter.named(unique, region))).containsExactly(clans.get(2), clans.get(1), clans.get(0));
        assertThat(listed(Filter.named(unique + "wolves", region))).containsExactly(clans.getFirst());
        assertThat(listed(Filter.named(unique, word()))).isEmpty();
        assertThat(listed(Filter.named("wolves" + unique, null))).isEmpty();
    }

    @Test
    default void givenTheBeginningOfATag_itIsFoundInTheOrderOfTags() {
        var region = word();
        var unique = word().substring(0, 7);
        var clans = stored(Stream.of("zz", "A", "zA")
                .map(end -> new ClanRegistration(anyRegistration().name(), unique + end, region))
                .toList());

        assertThat(listed(Filter.tagged(unique, null))).containsExactly(clans.get(1), clans.get(2), clans.get(0));
        assertThat(listed(Filter.tagged(unique + "Z", region))).containsExactly(clans.get(2), clans.get(0));
        assertThat(listed(Filter.tagged(unique + "zzz", null))).isEmpty();
    }

    @Test
    default void givenWhatAPatternWouldBe_itStandsForNothing() {
        var region = word();
        var unique = word();
        var clans = stored(List.of(named(unique + " a_b", region), named(unique + " axb", region)));

        assertThat(listed(Filter.named(unique + "a_b", null))).containsExactly(clans.getFirst());
        assertThat(listed(Filter.named(unique + "%x", null))).isEmpty();
        assertThat(listed(Filter.named("%" + unique + "\\a", null))).containsExactly(clans.getFirst(), clans.getLast());
    }

    @Test
    default void givenADisbandedClan_itIsNotListed() {
        var region = word();
        var clans = stored(List.of(anyRegistrationIn(region), anyRegistrationIn(region)));

        ports().transactions()
                .inTransaction(ports().clanStore().replace(clans.getFirst().disbanded()))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(listed(Filter.all(region))).containsExactly(clans.getLast());
        assertThat(listed(Filter.named(clans.getFirst().name(), null))).isEmpty();
        assertThat(listed(Filter.tagged(clans.getFirst().tag(), null))).isEmpty();
    }

    private static ClanRegistration anyRegistrationIn(String region) {
        var any = anyRegistration();
        return new ClanRegistration(any.name(), any.tag(), region);
    }
}
