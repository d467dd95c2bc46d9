package dev.warfront.bench.simulator;

import dev.warfront.bench.book.Book;
import dev.warfront.bench.book.Holders;
import dev.warfront.bench.book.Report;
import dev.warfront.bench.book.WarContext;
import dev.warfront.bench.simulator.PhaseWatch.Phase;
import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.Refused;
import dev.warfront.bench.wire.Transport;
import dev.warfront.bench.wire.WarTopics;
import dev.warfront.bench.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// A declared war to its end: battles and events while it is ACTIVE, late events after it, then the comparison.
final class WarRun {
    private static final int SURRENDERS = 20;

    private final SimulatorOptions options;
    private final Program program;
    private final ClanSetup.Opponents opponents;
    private final UUID war;
    private final Book book;
    private final PhaseWatch phases;
    private final WarMonitor monitor;

    WarRun(
            SimulatorOptions options,
            ClanSetup.Opponents opponents,
            UUID war,
            Book book,
            PhaseWatch phases,
            WarMonitor monitor) {
        this.options = options;
        this.program = opponents.program();
        this.opponents = opponents;
        this.war = war;
        this.book = book;
        this.phases = phases;
        this.monitor = monitor;
    }

    Report run() {
        phases.await(Phase.ACTIVE);
        var active = program.war(war);
        var from = Wire.instant(active.path("active_started_at"));
        var deadline = Wire.instant(active.path("phase_deadline_at"));
        var holders = new Holders(opponents.defense().targets());
        var battles = new Battles(program, war, opponents.attacker(), holders, monitor::battle);
        var mix = new EventMix(
                options.seed(),
                war,
                opponents.attacker().players(),
                opponents.defense().players(),
                battles,
                from);
        var acknowledgements = new Acknowledgements(book, mix);
        var cutOff =
                load(LoadPeriod.of(options.load().end(), from, deadline), deadline, battles, mix, acknowledgements);
        phases.await(Phase.ENDED);
        var facts = new WarContext(war, from, cutOff, options.grace(), opponents.roster(), battles.ended());
        return compare(facts, holders, acknowledgements);
    }

    /// Answers from when on nothing counts.
    private Instant load(
            LoadPeriod period, Instant deadline, Battles battles, EventMix mix, Acknowledgements acknowledgements) {
        var senders = senders(acknowledgements);
        try {
            var works =
                    new ArrayList<>(new BattlePlan(battles, opponents.defense().targets(), period).works());
            senders.forEach(sender -> works.add(
                    new LoadGenerator(sender, mix, options.events() / senders.size(), period, over(deadline))));
            Parallel.all(works);
            var cutOff = end(deadline);
            new LateEvents(senders, mix, cutOff, options.grace()).send();
            return cutOff;
        } finally {
            senders.forEach(ScoreEventSender::close);
        }
    }

    private BooleanSupplier over(Instant deadline) {
        return switch (options.load().end()) {
            case WarEnd.Deadline _ -> () -> Instant.now().isAfter(deadline);
            case WarEnd.Surrender surrender -> surrender.released()::isDone;
        };
    }

    private Instant end(Instant deadline) {
        return switch (options.load().end()) {
            case WarEnd.Deadline _ -> deadline;
            case WarEnd.Surrender surrender -> surrender(surrender);
        };
    }

    /// By the leader, with the version as it is then: a battle may change it meanwhile.
    private Instant surrender(WarEnd.Surrender how) {
        for (var attempt = 1; ; attempt++) {
            var version = program.war(war).path("version").asLong();
            try {
                var surrender = Call.post("/clan-wars/" + war + "/surrender", Map.of());
                var from = Instant.now();
                var answer =
                        program.http().send(surrender.as(opponents.leader()).ifMatch(version));
                how.asked().complete(new WarEnd.Asked(from, Instant.now()));
                phases.heard(Phase.ENDING);
                return Wire.instant(answer.path("cut_off_at"));
            } catch (Refused refused) {
                if (attempt == SURRENDERS || !refused.code().endsWith("VERSION_CONFLICT")) {
                    throw refused;
                }
            }
        }
    }

    private List<ScoreEventSender> senders(Acknowledgements acknowledgements) {
        return List.of(
                new KafkaEventSender(
                        program.addresses().kafka(), program.key(), war, acknowledgements, options.patience()),
                new HttpEventSender(program, war, acknowledgements),
                new RSocketEventSender(program.serve(Transport.TCP_JSON), acknowledgements, options.patience()));
    }

    /// The book is completed from the log: an event whose answer was lost may be there twice, and the first may count
    /// where the second came too late.
    private Report compare(WarContext facts, Holders holders, Acknowledgements acknowledgements) {
        var topics = new WarTopics(
                program.addresses().kafka(), war, Wire.instant(program.war(war).path("declared_at")));
        var others = options.expectations().others();
        book.complete(topics.log(acknowledgements.partition()), others);
        var expected = book.close(
                facts, holders.captures(), others, options.expectations().points());
        var actual = new ProgramTotalsReader(program, war, topics).await(expected);
        var report = Report.of(war, expected, actual);
        Simulator.say(
                "book: %d accepted, %d duplicates, %d rejected %s; %d more refused by the ingest; %d stream gaps",
                expected.totals().accepted(),
                expected.totals().duplicates(),
                expected.rejected(),
                expected.codes(),
                acknowledgements.refusedAtIngest(),
                monitor.gaps());
        return report;
    }
}
