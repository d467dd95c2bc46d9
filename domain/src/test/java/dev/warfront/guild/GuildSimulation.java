package dev.warfront.guild;

import static dev.warfront.guild.GuildGame.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.InsufficientFunds;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.TestIds;
import dev.warfront.outbox.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// Players who found, invite, join, leave, promote, earn and spend at random, over any store; after each step what must
/// always hold is checked. The seed stands in every message.
public final class GuildSimulation {
    private static final int PLAYERS = 30;
    private static final List<Rank> RANKS = List.of(Rank.values());
    /// Tight places and short waits, so that every refusal happens.
    private static final GuildRules RULES =
            new GuildRules(Duration.ofHours(2), 5, Duration.ofMinutes(10), Duration.ofMinutes(30), Rank.RECRUIT, 6, 1);

    private final GuildPorts ports;
    private final GuildGame game;
    private final long seed;
    private final Random random;
    private final List<PlayerId> players;
    private final List<ClanId> clans = new ArrayList<>();
    private final List<Invitation> invitations = new ArrayList<>();

    public GuildSimulation(GuildPorts ports, Outbox outbox, long seed) {
        this.ports = ports;
        this.seed = seed;
        random = new Random(seed);
        game = new GuildGame(ports, outbox, seed, RULES);
        var ids = new TestIds(seed ^ 0x5eed);
        players = IntStream.range(0, PLAYERS)
                .mapToObj(_ -> new PlayerId(ids.next()))
                .toList();
    }

    /// Plays, and checks every clan after each step.
    ///
    /// @param ledgerSum of a clan
    public void play(int steps, java.util.function.Function<ClanId, Mono<Long>> ledgerSum) {
        for (var step = 0; step < steps; step++) {
            game.clock.advance(Duration.ofMinutes(random.nextInt(10)));
            var touched = step();
            check(touched, step, ledgerSum);
        }
    }

    private List<ClanId> step() {
        return switch (random.nextInt(8)) {
            case 0 -> found();
            case 1, 2 -> invite();
            case 3, 4 -> accept();
            case 5 -> leave();
            case 6 -> promote();
            default -> earnAndSpend();
        };
    }

    private List<ClanId> found() {
        var unique = new UUID(random.nextLong(), random.nextLong()).toString();
        var registration = new ClanRegistration("Sim " + unique, unique.substring(24, 34), "eu");
        if (outcome(game.createClan.create(anyPlayer(), registration)) instanceof Result.Done(var clan)) {
            clans.add(clan.id());
        }
        return List.copyOf(clans);
    }

    private List<ClanId> invite() {
        return at(clan -> {
            if (outcome(game.invitePlayer.invite(anyMember(clan), clan, anyPlayer()))
                    instanceof Result.Done(var invitation)) {
                invitations.add(invitation);
            }
        });
    }

    private List<ClanId> accept() {
        if (invitations.isEmpty()) {
            return List.of();
        }
        var invitation = invitations.get(random.nextInt(invitations.size()));
        var version = 1 + random.nextInt(10) / 9;
        outcome(game.acceptInvitation.accept(invitation.player(), invitation.id(), version));
        return List.of(invitation.clan());
    }

    private List<ClanId> leave() {
        return at(clan -> {
            if (random.nextBoolean()) {
                game.atWar.add(clan);
            }
            outcome(game.leaveClan.leave(anyMember(clan), clan));
            game.atWar.clear();
        });
    }

    private List<ClanId> promote() {
        return at(clan -> {
            var target = anyMember(clan);
            var rank = RANKS.get(random.nextInt(RANKS.size()));
            var version =
                    ports.clans().membershipOf(target).map(Member::version).defaultIfEmpty(1L);
            outcome(game.changeRank.change(anyMember(clan), clan, target, rank, outcome(version)));
        });
    }

    private List<ClanId> earnAndSpend() {
        return at(clan -> {
            outcome(game.grantToClan.grant(
                    players.getFirst(), clan, random.nextInt(1_000), random.nextInt(50_000), "simulation"));
            var spent = ports.treasury().debit(clan, 1 + random.nextInt(2_000), "SPENT", randomId());
            ports.transactions()
                    .inTransaction(spent)
                    .onErrorComplete(InsufficientFunds.class)
                    .as(StepVerifier::create)
                    .expectComplete()
                    .verify(TestGuild.PATIENCE);
        });
    }

    private List<ClanId> at(java.util.function.Consumer<ClanId> move) {
        if (clans.isEmpty()) {
            return List.of();
        }
        var clan = clans.get(random.nextInt(clans.size()));
        move.accept(clan);
        return List.of(clan);
    }

    private PlayerId anyPlayer() {
        return players.get(random.nextInt(PLAYERS));
    }

    /// Mostly a member, sometimes anybody.
    private PlayerId anyMember(ClanId clan) {
        var members = outcome(ports.clans().membersOf(clan).collectList());
        return members.isEmpty() || random.nextInt(10) == 0
                ? anyPlayer()
                : members.get(random.nextInt(members.size())).player();
    }

    private UUID randomId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private void check(List<ClanId> touched, int step, java.util.function.Function<ClanId, Mono<Long>> ledgerSum) {
        for (var id : touched) {
            var clan = outcome(ports.clans().find(id));
            var members = outcome(ports.clans().membersOf(id).collectList());
            var leaders = members.stream()
                    .filter(member -> member.rank() == Rank.LEADER)
                    .toList();
            var about = "seed %d, step %d, %s".formatted(seed, step, clan);
            assertThat(members).as(about).hasSize(clan.memberCount()).hasSizeLessThanOrEqualTo(clan.maxMembers());
            assertThat(clan.isActive()).as(about).isEqualTo(!members.isEmpty());
            assertThat(leaders).as(about).hasSize(clan.isActive() ? 1 : 0);
            if (clan.isActive()) {
                assertThat(leaders.getFirst().player()).as(about).isEqualTo(clan.leader());
            }
            assertThat(clan.treasury())
                    .as(about)
                    .isEqualTo(outcome(ledgerSum.apply(id)))
                    .isNotNegative();
            assertThat(clan.level()).as(about).isEqualTo(ClanLevel.of(clan.experience()));
        }
    }
}
