package dev.warfront.bench.simulator;

import dev.warfront.bench.book.Account;
import dev.warfront.bench.book.Book;
import dev.warfront.bench.book.Claim;
import dev.warfront.bench.book.Holders;
import dev.warfront.bench.book.Report;
import dev.warfront.bench.book.WarFacts;
import dev.warfront.bench.simulator.PhaseWatch.Phase;
import dev.warfront.bench.wire.LogReader;
import dev.warfront.bench.wire.Transport;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// A declared war, fought to its end: battles and events while it is ACTIVE, late ones after it, then the comparison.
final class Campaign {
    private static final Duration LAST_COUNTS = Duration.ofSeconds(15);

    private final Options options;
    private final Program program;
    private final Muster.Mustered muster;
    private final UUID war;
    private final Book book;
    private final PhaseWatch phases;
    private final Stage stage;

    Campaign(
            Options options,
            Program program,
            Muster.Mustered muster,
            UUID war,
            Book book,
            PhaseWatch phases,
            Stage stage) {
        this.options = options;
        this.program = program;
        this.muster = muster;
        this.war = war;
        this.book = book;
        this.phases = phases;
        this.stage = stage;
    }

    Report fight() {
        phases.await(Phase.ACTIVE);
        var begun = program.war(war);
        var from = Wire.instant(begun.path("active_started_at"));
        var until = Wire.instant(begun.path("phase_deadline_at"));
        var targets = muster.stake().targets();
        var holders = new Holders(targets);
        var battles = new Battles(program, war, muster.attacker(), holders, stage::battle);
        var mix = new EventMix(
                options.seed(), war, muster.attacker().players(), muster.stake().players(), battles, from);
        var receipts = new Receipts(book, mix);
        var senders = senders(receipts);
        try {
            var works = new ArrayList<>(new BattlePlan(battles, targets, from, until).works());
            senders.forEach(
                    sender -> works.add(new Barrage(sender, mix, options.events() / senders.size(), from, until)));
            Parallel.all(works);
            new LateShots(senders, mix, until, options.grace()).send();
        } finally {
            senders.forEach(Sender::close);
        }
        return compare(from, battles, holders, receipts);
    }

    private List<Sender> senders(Receipts receipts) {
        return List.of(
                new KafkaSender(program.addresses().kafka(), program.key(), war, receipts, options.patience()),
                new HttpSender(program, war, receipts),
                new ChannelSender(program.serve(Transport.TCP_JSON), receipts, options.patience()));
    }

    private Report compare(Instant from, Battles battles, Holders holders, Receipts receipts) {
        phases.await(Phase.ENDED);
        var ended = program.war(war);
        var cutOff = Wire.instant(ended.path("cut_off_at"));
        if (options.answersMayBeLost()) {
            receipts.readBack(new LogReader(program.addresses().kafka()), war);
        }
        var facts = new WarFacts(war, from, cutOff, options.grace(), muster.roster(), battles.ended());
        var account = book.close(facts, holders.captures(), options.points());
        var claim = claim(ended, account);
        var report = options.answersMayBeLost()
                ? Report.afterLostAnswers(war, account, claim)
                : Report.exact(war, account, claim);
        explain(account, claim, receipts);
        return report;
    }

    /// The program's counts are taken when it has read all that was sent; events after the end are read a little later.
    private Claim claim(JsonNode ended, Account account) {
        var wanted = account.sent() + account.derived();
        var path = "/clan-wars/" + war;
        var stats = lastCounts(path + "/stats", wanted);
        var scores = program.http().get(path + "/scores");
        return new Claim(
                ended.path("outcome").asString(),
                stats.path("accepted").asLong(),
                stats.path("duplicates").asLong(),
                stats.path("rejected").asLong(),
                scores.path("attacker").path("points").asLong(),
                scores.path("defender").path("points").asLong());
    }

    private JsonNode lastCounts(String path, long wanted) {
        var deadline = System.nanoTime() + LAST_COUNTS.toNanos();
        return Waiting.until(
                LAST_COUNTS.plusSeconds(1),
                "reading the last events",
                () -> program.http().get(path),
                stats -> read(stats) >= wanted || System.nanoTime() - deadline > 0);
    }

    private static long read(JsonNode stats) {
        return stats.path("accepted").asLong()
                + stats.path("duplicates").asLong()
                + stats.path("rejected").asLong();
    }

    private void explain(Account account, Claim claim, Receipts receipts) {
        System.out.println(String.format(
                Locale.ROOT,
                "simulator: book: accepted %d, duplicates %d, rejected %d %s; %d more refused at the door; %d stream gaps",
                account.accepted(),
                account.duplicates(),
                account.rejected(),
                account.codes(),
                receipts.refusedAtDoor(),
                stage.gaps()));
        var leader = Long.compare(account.attacker(), account.defender());
        if (leader != 0 && !claim.outcome().equals(leader > 0 ? "ATTACKER_WIN" : "DEFENDER_WIN")) {
            System.out.println("simulator: by the book the outcome is not " + claim.outcome());
        }
    }
}
