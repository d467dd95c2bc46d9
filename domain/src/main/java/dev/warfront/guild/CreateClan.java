package dev.warfront.guild;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.guild.GuildEvent.ClanCreated;
import dev.warfront.guild.GuildEvent.MemberJoined;
import dev.warfront.guild.GuildRefusal.BadRegistration;
import dev.warfront.guild.GuildRefusal.NameTaken;
import dev.warfront.guild.GuildRefusal.TagTaken;
import dev.warfront.guild.GuildRefusal.UnknownRegion;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/// A player founds a clan and leads it. Source: docs/rules/guild.md, founding.
@UseCase
public final class CreateClan {
    private final ClanStore store;
    private final Memberships memberships;
    private final Regions regions;
    private final Outbox outbox;
    private final Transactions transactions;
    private final GuildRules rules;
    private final Ids ids;
    private final Clock clock;

    public CreateClan(
            ClanStore store,
            Memberships memberships,
            Regions regions,
            Outbox outbox,
            Transactions transactions,
            GuildRules rules,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.memberships = memberships;
        this.regions = regions;
        this.outbox = outbox;
        this.transactions = transactions;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    public Mono<Result<Clan, GuildRefusal>> create(PlayerId founder, ClanRegistration registration) {
        return transactions
                .inTransaction(memberships
                        .lock(founder)
                        .map(history -> decide(founding(history, registration), rules, clock.instant()))
                        .flatMap(decided -> decided.whenDone(this::store)))
                .onErrorResume(AlreadyTaken.class, taken -> Mono.just(refused(nameOrTag(taken, registration))));
    }

    /// All that a decision needs.
    ///
    /// @param history of the founder
    /// @param knownRegion whether the world has the region
    /// @param id what the clan would be called
    record Founding(MembershipHistory history, ClanRegistration registration, boolean knownRegion, ClanId id) {}

    private Founding founding(MembershipHistory history, ClanRegistration registration) {
        return new Founding(history, registration, regions.isKnown(registration.region()), new ClanId(ids.next()));
    }

    static Result<Clan, GuildRefusal> decide(Founding founding, GuildRules rules, Instant now) {
        var registration = founding.registration();
        var violations = registration.violations();
        if (!violations.isEmpty()) {
            return refused(new BadRegistration(violations));
        }
        if (!founding.knownRegion()) {
            return refused(new UnknownRegion(registration.region()));
        }
        var history = founding.history();
        return history.refusalOfFounding(now, rules)
                .<Result<Clan, GuildRefusal>>map(Result::refused)
                .orElseGet(() -> done(Clan.founded(founding.id(), registration, history.player(), rules, now)));
    }

    /// Only the store knows the names of all clans, and it alone sees a founding at the same instant.
    private static GuildRefusal nameOrTag(AlreadyTaken taken, ClanRegistration registration) {
        return switch (taken.constraint()) {
            case ClanStore.NAME_KEY -> new NameTaken(registration.name());
            case ClanStore.TAG_KEY -> new TagTaken(registration.tag());
            default -> throw taken;
        };
    }

    private Mono<Clan> store(Clan clan) {
        var now = clan.createdAt();
        return store.add(clan)
                .then(memberships.add(Member.joining(clan.id(), clan.leader(), Rank.LEADER, now)))
                .then(outbox.append(List.of(
                        new ClanCreated(clan.id(), clan.name(), clan.tag(), clan.leader(), clan.region(), now),
                        new MemberJoined(clan.id(), clan.leader(), Rank.LEADER, now))))
                .thenReturn(clan);
    }
}
