package dev.warfront.guild;

import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.PATIENCE;
import static dev.warfront.guild.TestGuild.RULES;

import dev.warfront.guild.ClanWars.WarPlace;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.TestIds;
import dev.warfront.outbox.InMemoryOutbox;
import dev.warfront.outbox.Outbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// All use cases of clans over one store, with neighbours that a test plays itself.
public final class GuildGame {
    /// The only one that is unknown.
    public static final String NO_REGION = "atlantis";

    public final MutableClock clock = new MutableClock(NOW);
    public final Set<ClanId> atWar = new HashSet<>();
    public final Set<PlayerId> unknown = new HashSet<>();
    public final Regions regions = region -> !region.equals(NO_REGION);
    public final List<ClanId> vacated = new ArrayList<>();
    public final List<String> seenByWars = new ArrayList<>();
    public final Map<ClanId, List<WarPlace>> places = new HashMap<>();

    public final CreateClan createClan;
    public final InvitePlayer invitePlayer;
    public final AcceptInvitation acceptInvitation;
    public final LeaveClan leaveClan;
    public final ChangeRank changeRank;
    public final GrantToClan grantToClan;
    public final VisibleInvitations visibleInvitations;

    public GuildGame(GuildPorts ports, Outbox outbox, long seed) {
        this(ports, outbox, seed, RULES);
    }

    public GuildGame(GuildPorts ports, Outbox outbox, long seed, GuildRules rules) {
        var ids = new TestIds(seed);
        var tx = ports.transactions();
        var wars = new Wars();
        createClan = new CreateClan(ports.clanStore(), ports.memberships(), regions, outbox, tx, rules, ids, clock);
        invitePlayer = new InvitePlayer(
                ports.clans(), ports.memberships(), ports.invitations(), this::exists, tx, rules, ids, clock);
        acceptInvitation = new AcceptInvitation(
                ports.clans(),
                ports.clanStore(),
                ports.memberships(),
                ports.invitations(),
                wars,
                outbox,
                tx,
                rules,
                clock);
        leaveClan = new LeaveClan(
                ports.clans(),
                ports.clanStore(),
                ports.memberships(),
                ports.invitations(),
                wars,
                (clan, _) -> Mono.fromRunnable(() -> vacated.add(clan)),
                outbox,
                tx,
                clock);
        changeRank = new ChangeRank(ports.clans(), ports.clanStore(), ports.memberships(), wars, outbox, tx, clock);
        grantToClan =
                new GrantToClan(ports.clans(), ports.clanStore(), ports.treasury(), outbox, tx, rules, ids, clock);
        visibleInvitations = new VisibleInvitations(ports.clans(), ports.memberships(), ports.invitations(), clock);
    }

    public static GuildGame over(InMemoryGuild guild, InMemoryOutbox outbox) {
        return new GuildGame(guild, outbox, 1);
    }

    private Mono<Boolean> exists(PlayerId player) {
        return Mono.fromSupplier(() -> !unknown.contains(player));
    }

    /// What was done; fails when it was refused.
    public static <T, R> T done(Mono<Result<T, R>> command) {
        return switch (outcome(command)) {
            case Result.Done<T, R>(var value) -> value;
            case Result.Refused<T, R>(var refusal) -> throw new AssertionError("refused: " + refusal);
        };
    }

    /// Why it was refused; fails when it was done.
    public static <T, R> R refusal(Mono<Result<T, R>> command) {
        return switch (outcome(command)) {
            case Result.Done<T, R>(var value) -> throw new AssertionError("done: " + value);
            case Result.Refused<T, R>(var refusal) -> refusal;
        };
    }

    /// The one value of a publisher.
    public static <T> T outcome(Mono<T> work) {
        var outcomes = new ArrayList<T>();
        work.as(StepVerifier::create)
                .consumeNextWith(outcomes::add)
                .expectComplete()
                .verify(PATIENCE);
        return outcomes.getFirst();
    }

    private final class Wars implements ClanWars {
        @Override
        public Mono<Boolean> inWar(ClanId clan) {
            return Mono.fromSupplier(() -> atWar.contains(clan));
        }

        @Override
        public Mono<List<WarPlace>> joined(ClanId clan, PlayerId player, Instant at) {
            return Mono.fromSupplier(() -> {
                seenByWars.add("joined");
                return places.getOrDefault(clan, List.of());
            });
        }

        @Override
        public Mono<Void> ranked(ClanId clan, PlayerId player, Instant at) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> left(ClanId clan, PlayerId player, Instant at) {
            return Mono.fromRunnable(() -> seenByWars.add("left"));
        }
    }
}
