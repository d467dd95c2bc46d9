package dev.warfront.app;

import static dev.warfront.app.GeneratedClientUser.key;
import static dev.warfront.app.GeneratedClientUser.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.app.ApiDocument.Operation;
import dev.warfront.app.RecordingProxy.Recorded;
import dev.warfront.client.ApiException;
import dev.warfront.client.model.Battle;
import dev.warfront.client.model.BattleEndReason;
import dev.warfront.client.model.BattleStatus;
import dev.warfront.client.model.ClaimStatus;
import dev.warfront.client.model.Clan;
import dev.warfront.client.model.CreateBattle;
import dev.warfront.client.model.CreateClan;
import dev.warfront.client.model.DeclareWar;
import dev.warfront.client.model.EndBattle;
import dev.warfront.client.model.GrantToClan;
import dev.warfront.client.model.IngestStatus;
import dev.warfront.client.model.InvitePlayer;
import dev.warfront.client.model.ScoreEvent;
import dev.warfront.client.model.ScoreEventBatch;
import dev.warfront.client.model.ScoreType;
import dev.warfront.client.model.Side;
import dev.warfront.client.model.Territory;
import dev.warfront.client.model.TerritoryState;
import dev.warfront.client.model.TerritoryType;
import dev.warfront.client.model.War;
import dev.warfront.client.model.WarEndReason;
import dev.warfront.client.model.WarOutcome;
import dev.warfront.client.model.WarStatus;
import dev.warfront.client.model.WarType;
import dev.warfront.kernel.kafka.Topics;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// A war of two clans of two, from the first registration to its winner, played by the client that is generated from
/// `docs/openapi.json` and by nothing else.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GeneratedClientTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(100);

    /// No partition of the score log stops because somebody asks it to: its example is made by hand.
    private static final Set<String> NOT_PLAYED = Set.of("skipRecord");

    private static final Set<String> HEADERS =
            Set.of("ETag", "Location", "RateLimit", "RateLimit-Policy", "X-Correlation-Id");

    private static final String RUN = UUID.randomUUID().toString().substring(0, 6);

    private static RunningProgram running;
    private static RecordingProxy proxy;
    private static URI program;

    /// Times of the demo, and wars of few.
    @BeforeAll
    static void start() throws IOException {
        running = new RunningProgram(
                "--spring.profiles.active=demo",
                "--war.phase.declared=5s",
                "--war.phase.active=10m",
                "--war.declare.min-members=2",
                "--war.declare.reach-m=1000000",
                "--war.start.min-active-members=2",
                "--war.territory.abandon-notice=1h");
        running.get(Topics.class).ready().block(PATIENCE);
        proxy = new RecordingProxy(URI.create("http://127.0.0.1:" + running.port()));
        program = proxy.address();
    }

    @AfterAll
    static void stop() {
        proxy.close();
        running.close();
    }

    @Test
    @Order(1)
    void aWarIsPlayedByTheGeneratedClientAlone() throws Exception {
        var credentials = EmbeddedCredentials.current();
        var admin = loggedIn(credentials.admin().login(), credentials.admin().password());
        var server = loggedIn(
                credentials.gameServer().login(), credentials.gameServer().password());
        var leader = player("ann");
        var member = player("bob");
        var otherLeader = player("cat");
        var otherMember = player("dan");

        var attacker = clan("Ravens", admin, leader, member);
        var defender = clan("Wolves", admin, otherLeader, otherMember);
        var target = owned(otherLeader, free(otherLeader));
        var outpost = owned(leader, free(leader));

        var war = active(leader, declared(leader, attacker, defender, target));
        var battle = started(server, leader, war, target);
        assertThat(battle.getStatus()).isEqualTo(BattleStatus.ACTIVE);
        var counted = kill(server, war, battle, member.id(), otherMember.id());
        var friendlyFire = kill(server, war, battle, member.id(), leader.id());
        var end = new EndBattle().endReason(BattleEndReason.TIME_OVER).winnerSide(Side.DEFENDER);
        assertThat(server.battles.endBattle(battle.getId(), key(), end, null).getWinnerSide())
                .isEqualTo(Side.DEFENDER);
        await(
                () -> leader.wars.getWarScore(war.getId(), null, null),
                score -> score.getAttacker().getKills() == 1);
        await(() -> leader.wars.getWarStats(war.getId(), null, null), stats -> stats.getRejected() == 1);

        var round = new GeneratedClientRound(program, admin, RUN);
        round.look(leader, war);
        round.verdicts(server, war, counted, friendlyFire);
        round.abort(leader, war, target);

        surrender(leader, war.getId());
        var ended = await(() -> leader.wars.getWar(war.getId(), null, null), now -> now.getStatus() == WarStatus.ENDED);
        var winner = leader.wars.getWarWinner(war.getId(), null, null);
        assertThat(winner.getOutcome()).isEqualTo(WarOutcome.DEFENDER_WIN);
        assertThat(winner.getWinnerClanId()).isEqualTo(defender.getId());
        assertThat(winner.getEndReason()).isEqualTo(WarEndReason.SURRENDER);
        assertThat(ended.getEndedAt()).isAfter(ended.getDeclaredAt());
        assertThat(leader.wars.getWarStats(war.getId(), null, null).getAccepted())
                .isPositive();

        var next = declared(otherLeader, defender, attacker, outpost);
        assertThat(otherLeader
                        .wars
                        .cancelWar(next.getId(), key(), version(next.getVersion()), null)
                        .getStatus())
                .isEqualTo(WarStatus.ENDED);
        round.land(outpost);
        round.leave(leader, outpost);
        round.players(otherMember);
        round.clans(otherLeader, otherMember, defender.getId());
        round.sessions("ann_" + RUN);
        round.sanctions(otherMember);
        round.operation();
    }

    /// With `-Dexamples=write` they are written anew; look at the difference, then write the description anew.
    @Test
    @Order(2)
    void theExamplesOfTheDescription_areLikeWhatWasPlayed() {
        var played = ExampleFile.of(ApiDocument.of(running), proxy.recorded());
        if (ExampleFile.isWritten()) {
            ExampleFile.write(played);
        }
        var shown = ExampleFile.read();

        assertThat(played).hasSizeGreaterThan(50);
        assertThat(played.entrySet())
                .allSatisfy(each -> assertThat(ExampleFile.isAlike(shown.path(each.getKey()), each.getValue()))
                        .as("%s: the example is old, see -Dexamples=write; now %s", each.getKey(), each.getValue())
                        .isTrue());
    }

    @Test
    @Order(3)
    void everyOperationWasPlayed() {
        var api = ApiDocument.of(running);
        assertThat(api.operations().map(Operation::id).filter(id -> !NOT_PLAYED.contains(id)))
                .as("play it in GeneratedClientRound")
                .isSubsetOf(proxy.recorded().stream()
                        .flatMap(each -> ExampleFile.operation(api, each).stream())
                        .map(Operation::id)
                        .toList());
    }

    /// A header that is described comes, and one that comes is described.
    @Test
    @Order(4)
    void answersCarryTheHeadersThatAreDescribed() {
        var api = ApiDocument.of(running);
        assertThat(proxy.recorded())
                .allSatisfy(each -> assertThat(told(each))
                        .as(each.method() + " " + each.path())
                        .isEqualTo(described(api, each)));
    }

    private static Set<String> told(Recorded recorded) {
        return HEADERS.stream()
                .filter(name -> recorded.headers().firstValue(name).isPresent())
                .collect(Collectors.toSet());
    }

    private static Set<String> described(ApiDocument api, Recorded recorded) {
        var headers = ExampleFile.operation(api, recorded)
                .orElseThrow()
                .node()
                .path("responses")
                .path(Integer.toString(recorded.status()))
                .path("headers");
        return HEADERS.stream().filter(headers::has).collect(Collectors.toSet());
    }

    @Test
    void givenAWrongPassword_theProblemIsReadWithItsCode() {
        assertThatThrownBy(() -> GeneratedClientUser.loggedIn(program, "nobody-" + RUN, "not the password"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(401));
    }

    private static GeneratedClientUser loggedIn(String login, String password) {
        return await(() -> GeneratedClientUser.loggedIn(program, login, password), _ -> true);
    }

    private static GeneratedClientUser player(String name) throws ApiException {
        return GeneratedClientUser.registered(program, name + "_" + RUN, name);
    }

    private static Clan clan(
            String name, GeneratedClientUser admin, GeneratedClientUser leader, GeneratedClientUser member)
            throws ApiException {
        var form = new CreateClan()
                .name(name + " " + RUN)
                .tag(name.charAt(0) + RUN.substring(0, 4))
                .region(leader.land.listRegions(null).getItems().getFirst().getId());
        var clan = leader.clans.createClan(key(), form, null);
        var invitation = leader.clans.invitePlayer(clan.getId(), key(), new InvitePlayer().playerId(member.id()), null);
        assertThat(member.clans.listOwnInvitations(null, null, null).getItems()).containsExactly(invitation);
        assertThat(leader.clans
                        .listClanInvitations(clan.getId(), null, null, null)
                        .getItems())
                .containsExactly(invitation);
        assertThat(member.clans.getInvitation(invitation.getId(), null, null)).isEqualTo(invitation);
        var joined = member.clans.acceptInvitation(invitation.getId(), key(), version(invitation.getVersion()), null);
        assertThat(joined.getClanId()).isEqualTo(clan.getId());
        assertThat(member.clans.getOwnClan(null, null).getName()).isEqualTo(form.getName());
        var grant = new GrantToClan().credits(200_000L).experience(20_000L).reason("a war to be played");
        assertThat(admin.clans.grantToClan(clan.getId(), key(), grant, null).getLevel())
                .isGreaterThanOrEqualTo(3);
        return clan;
    }

    private static Territory free(GeneratedClientUser leader) throws ApiException {
        return leader.land
                .listTerritories(null, TerritoryState.NEUTRAL, TerritoryType.RESOURCE, null, 1, null, null)
                .getItems()
                .getFirst();
    }

    private static Territory owned(GeneratedClientUser leader, Territory free) throws ApiException {
        var claim = leader.land.claimTerritory(free.getId(), key(), version(free.getVersion()), null);
        await(() -> leader.land.getClaim(claim.getId(), null), now -> now.getStatus() == ClaimStatus.WON);
        return leader.land.getTerritory(free.getId(), null, null);
    }

    private static War declared(GeneratedClientUser leader, Clan attacker, Clan defender, Territory target)
            throws ApiException {
        var declaration = new DeclareWar()
                .attackerClanId(attacker.getId())
                .defenderClanId(defender.getId())
                .warType(WarType.TERRITORIAL)
                .territories(List.of(target.getId()));
        var war = leader.wars.declareWar(key(), declaration, null);
        assertThat(war.getStatus()).isEqualTo(WarStatus.DECLARED);
        return war;
    }

    private static War active(GeneratedClientUser leader, War war) throws ApiException {
        await(() -> leader.wars.getWarPhase(war.getId(), null, null), phase -> phase.getStatus() == WarStatus.ACTIVE);
        return leader.wars.getWar(war.getId(), null, null);
    }

    private static Battle started(GeneratedClientUser server, GeneratedClientUser leader, War war, Territory target)
            throws ApiException {
        var order = new CreateBattle().territoryId(target.getId());
        var battle = leader.battles.createBattle(war.getId(), key(), order, null);
        return server.battles.startBattle(battle.getId(), key(), null);
    }

    private static ScoreEvent kill(GeneratedClientUser server, War war, Battle battle, UUID killer, UUID victim)
            throws ApiException {
        var event = new ScoreEvent()
                .eventId(UUID.randomUUID())
                .warId(war.getId())
                .battleId(battle.getId())
                .type(ScoreType.KILL)
                .playerId(killer)
                .victimId(victim)
                .occurredAt(OffsetDateTime.now(ZoneOffset.UTC));
        var results = server.scores
                .appendScoreEvents(war.getId(), new ScoreEventBatch().addEventsItem(event), null)
                .getResults();
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.getStatus()).isEqualTo(IngestStatus.QUEUED);
            assertThat(result.getEventId()).isEqualTo(event.getEventId());
            assertThat(result.getReceivedAt()).isNotNull();
        });
        return event;
    }

    private static void surrender(GeneratedClientUser leader, UUID war) throws ApiException {
        var seen = leader.wars.getWar(war, null, null);
        assertThat(leader.wars
                        .surrenderWar(war, key(), version(seen.getVersion()), null)
                        .getStatus())
                .isEqualTo(WarStatus.ENDING);
    }

    /// A program that is not ready yet, or has too much to do, is asked again.
    private static <T> T await(Callable<T> read, Predicate<T> wanted) {
        var found = Mono.fromCallable(read)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(ApiException.class, failed -> failed.getCode() > 500 ? Mono.empty() : Mono.error(failed))
                .repeatWhen(rounds -> rounds.delayElements(LOOK))
                .filter(wanted)
                .blockFirst(PATIENCE);
        return Objects.requireNonNull(found);
    }
}
