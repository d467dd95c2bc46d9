package dev.warfront.guild;

import dev.warfront.guild.Founding.Founded;
import dev.warfront.guild.GuildEvent.ClanCreated;
import dev.warfront.guild.GuildEvent.MemberJoined;
import dev.warfront.guild.GuildRefusal.BadCharter;
import dev.warfront.guild.GuildRefusal.NameTaken;
import dev.warfront.guild.GuildRefusal.TagTaken;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
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
    private final Outbox outbox;
    private final Transactions transactions;
    private final GuildRules rules;
    private final Ids ids;
    private final Clock clock;

    public CreateClan(
            ClanStore store,
            Memberships memberships,
            Outbox outbox,
            Transactions transactions,
            GuildRules rules,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.memberships = memberships;
        this.outbox = outbox;
        this.transactions = transactions;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    public Mono<Founding> create(PlayerId founder, ClanRegistration registration) {
        var flaws = registration.flaws();
        return flaws.isEmpty()
                ? transactions
                        .inTransaction(memberships.lock(founder).flatMap(standing -> found(standing, registration)))
                        .onErrorResume(AlreadyTaken.class, taken -> Mono.just(refusal(taken)))
                : Mono.just(new BadCharter(flaws));
    }

    private Mono<Founding> found(MembershipHistory standing, ClanRegistration registration) {
        var now = clock.instant();
        return standing.mayFound(now, rules)
                .map(bar -> Mono.<Founding>just(bar))
                .orElseGet(() -> enter(
                        Clan.founded(new ClanId(ids.next()), registration, standing.player(), rules, now),
                        registration,
                        now));
    }

    private static Founding refusal(AlreadyTaken taken) {
        return taken.constraint().equals(ClanStore.NAME_KEY) ? new NameTaken() : new TagTaken();
    }

    private Mono<Founding> enter(Clan clan, ClanRegistration registration, Instant now) {
        return store.add(clan, registration)
                .then(memberships.add(Member.joining(clan.id(), clan.leader(), Rank.LEADER, now)))
                .then(outbox.append(List.of(
                        new ClanCreated(clan.id(), clan.name(), clan.tag(), clan.leader(), clan.region(), now),
                        new MemberJoined(clan.id(), clan.leader(), Rank.LEADER, now))))
                .thenReturn(new Founded(clan));
    }
}
