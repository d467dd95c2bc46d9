package dev.warfront.guild;

import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.PATIENCE;
import static dev.warfront.guild.TestGuild.anyClanId;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.anyRegistration;
import static dev.warfront.guild.TestGuild.joined;
import static dev.warfront.guild.TestGuild.leader;
import static dev.warfront.guild.TestGuild.member;
import static dev.warfront.guild.TestGuild.withMembers;
import static dev.warfront.guild.TestGuild.withTreasury;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.StaleWrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What every store of clans promises.
public interface ClansContract {
    GuildPorts ports();

    /// Stores a clan and its members.
    default Clan stored(Clan clan, Member... members) {
        ports().transactions()
                .inTransaction(ports().clanStore()
                        .add(clan)
                        .then(Flux.just(members)
                                .concatMap(member -> ports().memberships().add(member))
                                .then()))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        return clan;
    }

    /// Stores a clan with its leader.
    default Clan founded() {
        var clan = TestGuild.clan();
        return stored(clan, leader(clan));
    }

    @Test
    default void givenNoSubscriber_nothingIsStored() {
        var clan = TestGuild.clan();
        var unused = ports().clanStore().add(clan);

        ports().clans()
                .find(clan.id())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenAStoredClan_itIsFoundAsItWas() {
        var clan = founded();

        ports().clans()
                .find(clan.id())
                .as(StepVerifier::create)
                .expectNext(clan)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenUnknownIds_lockLeavesThemOutAndSorts() {
        var clans = List.of(founded(), founded(), founded());
        var ids = new ArrayList<>(clans.stream().map(Clan::id).toList());
        ids.add(anyClanId());
        var sorted = clans.stream()
                .map(Clan::id)
                .sorted(Comparator.comparing(id -> id.value().toString()))
                .toList();

        ports().transactions()
                .inTransaction(ports().clans().lockAll(ids))
                .map(locked -> locked.stream().map(Clan::id).toList())
                .as(StepVerifier::create)
                .expectNext(sorted)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenAClan_itIsLockedAsItIs_andAnUnknownOneIsNotFound() {
        var clan = founded();

        ports().transactions()
                .inTransaction(ports().clans().lock(clan.id()))
                .as(StepVerifier::create)
                .expectNext(clan)
                .expectComplete()
                .verify(PATIENCE);
        ports().transactions()
                .inTransaction(ports().clans().lock(anyClanId()))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    private static Consumer<Throwable> taken(String constraint) {
        return error -> assertThat(error)
                .isInstanceOfSatisfying(
                        AlreadyTaken.class,
                        taken -> assertThat(taken.constraint()).isEqualTo(constraint));
    }

    @Test
    default void givenANameThatLooksAlike_itIsTaken() {
        var registration = anyRegistration();
        stored(TestGuild.clan(registration, anyPlayer()));
        var twin = new ClanRegistration(
                registration.name().toUpperCase(Locale.ROOT) + "!",
                anyRegistration().tag(),
                "eu");

        ports().transactions()
                .inTransaction(ports().clanStore().add(TestGuild.clan(twin, anyPlayer())))
                .as(StepVerifier::create)
                .expectErrorSatisfies(taken(ClanStore.NAME_KEY))
                .verify(PATIENCE);
    }

    @Test
    default void givenATagThatLooksAlike_itIsTaken() {
        var registration = anyRegistration();
        stored(TestGuild.clan(registration, anyPlayer()));
        var twin = new ClanRegistration(
                anyRegistration().name(), registration.tag().toUpperCase(Locale.ROOT), "eu");
        var clan = TestGuild.clan(twin, anyPlayer());

        ports().transactions()
                .inTransaction(ports().clanStore().add(clan))
                .as(StepVerifier::create)
                .expectErrorSatisfies(taken(ClanStore.TAG_KEY))
                .verify(PATIENCE);
        ports().clans()
                .find(clan.id())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenTheNextVersion_itReplacesAllButTheTreasury() {
        var clan = founded();
        var next = withMembers(clan, 7, 60)
                .ledBy(anyPlayer())
                .lost(NOW, Duration.ofDays(3), Duration.ofDays(7))
                .coolingDown(NOW.plusSeconds(5));
        var version = clan.version() + 1;

        ports().transactions()
                .inTransaction(ports().clanStore().replace(withTreasury(next, 99, version)))
                .then(ports().clans().find(clan.id()))
                .as(StepVerifier::create)
                .expectNext(withTreasury(next, 0, version))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenAnotherVersion_replaceIsStale() {
        var clan = founded();

        ports().transactions()
                .inTransaction(ports().clanStore().replace(clan))
                .as(StepVerifier::create)
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
    }

    @Test
    default void givenMembers_theyComeByRankThenByTimeOfJoining() {
        var clan = TestGuild.clan();
        var leader = leader(clan);
        var early = joined(member(clan.id(), Rank.MEMBER), NOW.minusSeconds(2));
        var late = joined(member(clan.id(), Rank.MEMBER), NOW.minusSeconds(1));
        var officer = member(clan.id(), Rank.OFFICER);
        stored(withMembers(clan, 4, 50), late, officer, early, leader);

        ports().clans()
                .membersOf(clan.id())
                .as(StepVerifier::create)
                .expectNext(leader, officer, early, late)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(pages(clan.id(), null)).containsExactly(leader, officer, early, late);
    }

    /// All pages of three, one after the other.
    private List<Member> pages(ClanId clan, @Nullable String cursor) {
        var all = new ArrayList<Member>();
        var next = new ArrayList<@Nullable String>();
        ports().clans()
                .members(clan, new PageRequest(3, cursor))
                .as(StepVerifier::create)
                .assertNext(page -> {
                    all.addAll(page.items());
                    next.add(page.nextCursor());
                })
                .expectComplete()
                .verify(PATIENCE);
        if (next.getFirst() != null) {
            all.addAll(pages(clan, next.getFirst()));
        }
        return all;
    }

    @Test
    default void givenMembersOfDifferentActivity_thoseSeenSinceAreCounted() {
        var clan = TestGuild.clan();
        var idle = joined(member(clan.id(), Rank.MEMBER), NOW.minusSeconds(1));
        stored(withMembers(clan, 2, 50), leader(clan), idle);

        Mono.zip(
                        ports().clans().activeMembers(clan.id(), NOW),
                        ports().clans().activeMembers(clan.id(), NOW.minusSeconds(1)))
                .as(StepVerifier::create)
                .assertNext(counts -> assertThat(counts.toList()).isEqualTo(List.of(1, 2)))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenAClanThatIsThere_itIsNotEnteredAgain_byWhateverName() {
        var clan = TestGuild.clan();
        stored(clan);
        var renamed = TestGuild.clan();
        var again = new Clan(
                clan.id(),
                renamed.registration(),
                clan.status(),
                clan.headcount(),
                clan.earnings(),
                clan.warRecord(),
                clan.createdAt(),
                clan.version());

        ports().transactions()
                .inTransaction(ports().clanStore().add(again))
                .as(StepVerifier::create)
                .expectErrorSatisfies(taken("guilds_pkey"))
                .verify(PATIENCE);
    }
}
