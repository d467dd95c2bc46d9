package dev.warfront.war.rsocket;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Event;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.EndReason;
import dev.warfront.war.Leads;
import dev.warfront.war.LoggedEvent;
import dev.warfront.war.ParticipantView;
import dev.warfront.war.WarEvent;
import dev.warfront.war.WarLog;
import dev.warfront.war.WarOutcome;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarType;
import dev.warfront.war.WarView;
import dev.warfront.war.WarViews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// One war whose log the test writes.
public final class FakeWars implements WarViews, WarLog {
    public static final WarId WAR = new WarId(UUID.fromString("00000000-0000-7000-8000-000000000001"));
    public static final ClanId ATTACKER = new ClanId(UUID.fromString("00000000-0000-7000-8000-0000000000a1"));
    public static final ClanId DEFENDER = new ClanId(UUID.fromString("00000000-0000-7000-8000-0000000000d1"));
    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    public final AtomicInteger reads = new AtomicInteger();
    private final List<Entry> log = new ArrayList<>();
    private WarStatus status = WarStatus.DECLARED;
    private int phaseEpoch = 1;
    private Instant startedAt = START;
    private @Nullable Instant deadlineAt = START.plus(Duration.ofHours(1));
    private @Nullable Instant cutOffAt;
    private WarOutcome outcome = WarOutcome.NONE;
    private @Nullable EndReason reason;
    private @Nullable ClanId winner;

    public FakeWars() {
        log(
                "war.declared",
                new WarEvent.Declared(
                        WAR,
                        new Leads(ATTACKER, DEFENDER),
                        WarType.TERRITORIAL,
                        List.of(),
                        1_000,
                        new PlayerId(ATTACKER.value()),
                        START,
                        START.plus(Duration.ofHours(1)),
                        START.plus(Duration.ofHours(2))));
    }

    private void log(String type, @Nullable WarEvent event) {
        log.add(new Entry(log.size() + 1, START.plusSeconds(log.size()), type, event));
    }

    /// Something that is no phase.
    public synchronized void battleStarted() {
        log("battle.started", null);
    }

    public synchronized void enter(WarStatus to, String why) {
        var at = START.plus(Duration.ofHours(phaseEpoch));
        var deadline = to.compareTo(WarStatus.ENDING) < 0 ? at.plus(Duration.ofHours(1)) : null;
        var from = status;
        status = to;
        phaseEpoch++;
        startedAt = at;
        deadlineAt = deadline;
        if (to == WarStatus.ENDING) {
            cutOffAt = at;
            reason = EndReason.valueOf(why);
        }
        log("war.phase_changed", new WarEvent.PhaseChanged(WAR, from, to, phaseEpoch, at, at, deadline, why));
    }

    public synchronized void end() {
        enter(WarStatus.ENDED, "SETTLED");
        outcome = WarOutcome.ATTACKER_WIN;
        winner = ATTACKER;
        var why = Objects.requireNonNull(reason);
        log("war.ended", new WarEvent.Ended(WAR, why, outcome, winner, 0, 0, List.of(), startedAt));
    }

    @Override
    public Mono<WarView> find(WarId id) {
        return Mono.defer(() -> {
            reads.incrementAndGet();
            return id.equals(WAR) ? Mono.just(view()) : Mono.empty();
        });
    }

    private synchronized WarView view() {
        return new WarView(
                WAR,
                new Leads(ATTACKER, DEFENDER),
                WarType.TERRITORIAL,
                status,
                phaseEpoch,
                startedAt,
                deadlineAt,
                cutOffAt,
                START,
                START,
                null,
                null,
                null,
                null,
                false,
                0,
                0,
                outcome,
                reason,
                winner,
                1_000,
                new PlayerId(ATTACKER.value()),
                "north",
                List.of(),
                "NONE",
                log.size(),
                log.size());
    }

    @Override
    public Mono<List<LoggedEvent>> eventsAfter(WarId war, @Nullable ClanId reader, long afterSeq, int limit) {
        return Mono.just(List.of());
    }

    @Override
    public Mono<Void> append(WarId war, List<? extends Event> events) {
        return Mono.error(new UnsupportedOperationException("the test writes the log itself"));
    }

    @Override
    public Mono<List<Entry>> after(WarId war, long afterSeq, int limit) {
        return Mono.fromSupplier(() -> entries(afterSeq, limit));
    }

    private synchronized List<Entry> entries(long afterSeq, int limit) {
        return log.stream().filter(entry -> entry.seq() > afterSeq).limit(limit).toList();
    }

    @Override
    public Mono<Page<WarView>> list(Filter filter, PageRequest page) {
        return find(WAR)
                .filter(war -> filter.status() == null || filter.status() == war.status())
                .filter(war -> filter.clan() == null
                        || war.leads().sideOf(filter.clan()).isPresent())
                .filter(war -> filter.region() == null || filter.region().equals(war.region()))
                .map(List::of)
                .defaultIfEmpty(List.of())
                .map(wars -> new Page<>(wars, null));
    }

    @Override
    public Mono<Page<ParticipantView>> participants(WarId war, PageRequest page) {
        return Mono.just(new Page<>(List.of(), null));
    }

    @Override
    public Mono<List<ContestedLand>> territories(WarId war) {
        return Mono.just(List.of());
    }
}
