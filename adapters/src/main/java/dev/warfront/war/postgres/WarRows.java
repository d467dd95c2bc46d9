package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.EndReason;
import dev.warfront.war.Leads;
import dev.warfront.war.PhaseHistory;
import dev.warfront.war.War;
import dev.warfront.war.WarOutcome;
import dev.warfront.war.WarResult;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarTerms;
import dev.warfront.war.WarType;
import dev.warfront.war.WarView;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Rows of `clan_wars` as wars: for the rules in their phase, for readers as they are.
@Component
final class WarRows {
    /// With the targets; to be selected from `clan_wars w`, as all columns here.
    static final String COLUMNS = """
            w.id, w.attacker_clan_id, w.defender_clan_id, w.war_type, w.status, w.phase_epoch, w.phase_started_at,
            w.phase_deadline_at, w.cut_off_at, w.declared_at, w.confirmed_at, w.preparation_started_at,
            w.active_started_at, w.ending_started_at, w.ended_at, w.mutual, w.attacker_score, w.defender_score,
            w.outcome, w.awarded_side, w.end_reason, w.winner_clan_id, w.declaration_cost, w.declared_by, w.region,
            w.rewards_status, w.version,
            array(select t.territory_id from clan_war_territories t
                  where t.war_id = w.id and t.kind = 'TARGET' order by t.territory_id) as territories""";

    /// What the rules need beyond it.
    static final String RULES = ", w.rules::text as rules";

    /// What readers need beyond it.
    static final String LOG_SEQ = ", (select c.log_seq from clan_war_counters c where c.war_id = w.id) as log_seq";

    private final StoredRules rules;

    WarRows(StoredRules rules) {
        this.rules = rules;
    }

    War war(Readable row) {
        var terms = terms(row);
        var epoch = required(row, "phase_epoch", Integer.class);
        var version = required(row, "version", Long.class);
        var startedAt = required(row, "phase_started_at", Instant.class);
        return switch (status(row)) {
            case DECLARED -> new War.Declared(terms, epoch, version, deadline(row));
            case PREPARATION -> new War.Preparation(terms, epoch, version, history(row), startedAt, deadline(row));
            case ACTIVE -> new War.Active(terms, epoch, version, history(row), startedAt, deadline(row));
            case ENDING ->
                new War.Ending(
                        terms,
                        epoch,
                        version,
                        history(row),
                        startedAt,
                        required(row, "cut_off_at", Instant.class),
                        EndReason.valueOf(required(row, "end_reason", String.class)),
                        side(row.get("awarded_side", String.class)),
                        result(row));
            case ENDED ->
                new War.Ended(
                        terms,
                        epoch,
                        version,
                        history(row),
                        required(row, "ended_at", Instant.class),
                        row.get("cut_off_at", Instant.class),
                        EndReason.valueOf(required(row, "end_reason", String.class)),
                        endedResult(row));
        };
    }

    WarView view(Readable row) {
        var outcome = row.get("outcome", String.class);
        var reason = row.get("end_reason", String.class);
        var winner = row.get("winner_clan_id", UUID.class);
        return new WarView(
                new WarId(required(row, "id", UUID.class)),
                leads(row),
                WarType.valueOf(required(row, "war_type", String.class)),
                status(row),
                required(row, "phase_epoch", Integer.class),
                required(row, "phase_started_at", Instant.class),
                row.get("phase_deadline_at", Instant.class),
                row.get("cut_off_at", Instant.class),
                required(row, "declared_at", Instant.class),
                row.get("confirmed_at", Instant.class),
                row.get("preparation_started_at", Instant.class),
                row.get("active_started_at", Instant.class),
                row.get("ending_started_at", Instant.class),
                row.get("ended_at", Instant.class),
                required(row, "mutual", Boolean.class),
                required(row, "attacker_score", Long.class),
                required(row, "defender_score", Long.class),
                outcome == null ? WarOutcome.NONE : WarOutcome.valueOf(outcome),
                reason == null ? null : EndReason.valueOf(reason),
                winner == null ? null : new ClanId(winner),
                required(row, "declaration_cost", Long.class),
                new PlayerId(required(row, "declared_by", UUID.class)),
                required(row, "region", String.class),
                targets(row),
                required(row, "rewards_status", String.class),
                required(row, "log_seq", Long.class),
                required(row, "version", Long.class));
    }

    String rulesJson(War war) {
        return rules.write(war.rules());
    }

    static WarStatus status(Readable row) {
        return WarStatus.valueOf(required(row, "status", String.class));
    }

    static Leads leads(Readable row) {
        return new Leads(
                new ClanId(required(row, "attacker_clan_id", UUID.class)),
                new ClanId(required(row, "defender_clan_id", UUID.class)));
    }

    static @Nullable Side side(@Nullable String text) {
        return text == null ? null : Side.valueOf(text);
    }

    private WarTerms terms(Readable row) {
        var id = new WarId(required(row, "id", UUID.class));
        return new WarTerms(
                id,
                leads(row),
                WarType.valueOf(required(row, "war_type", String.class)),
                targets(row),
                required(row, "declared_at", Instant.class),
                new PlayerId(required(row, "declared_by", UUID.class)),
                required(row, "declaration_cost", Long.class),
                required(row, "region", String.class),
                rules.of(id, required(row, "rules", String.class)));
    }

    private static PhaseHistory history(Readable row) {
        return new PhaseHistory(
                row.get("preparation_started_at", Instant.class),
                row.get("active_started_at", Instant.class),
                row.get("ending_started_at", Instant.class));
    }

    private static Instant deadline(Readable row) {
        return required(row, "phase_deadline_at", Instant.class);
    }

    private static @Nullable WarResult result(Readable row) {
        return row.get("outcome", String.class) == null ? null : endedResult(row);
    }

    private static WarResult endedResult(Readable row) {
        return new WarResult(
                WarOutcome.valueOf(required(row, "outcome", String.class)),
                required(row, "attacker_score", Long.class),
                required(row, "defender_score", Long.class));
    }

    private static List<TerritoryId> targets(Readable row) {
        return List.of(required(row, "territories", UUID[].class)).stream()
                .map(TerritoryId::new)
                .toList();
    }
}
