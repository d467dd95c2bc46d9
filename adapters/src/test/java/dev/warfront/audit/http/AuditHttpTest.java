package dev.warfront.audit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.audit.AuditEntry;
import dev.warfront.audit.Target;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

/// Which commands are written down, and what of each.
class AuditHttpTest extends AuditOverHttp {
    @Test
    void givenACommandOfStaff_itIsWrittenDown_withWhoOnWhatAndFromWhere() {
        abort().expectStatus().isOk();

        var entry = written().getFirst();
        assertThat(written()).hasSize(1);
        assertThat(entry.by()).isEqualTo(new Caller(new PlayerId(actor), Set.of(Role.ADMIN)));
        assertThat(entry.action()).isEqualTo("audited.abort");
        assertThat(entry.target()).isEqualTo(new Target("audited", target.toString()));
        assertThat(entry.address()).isEqualTo("203.0.113.9");
        assertThat(entry.correlationId()).isEqualTo("trace-" + actor);
        assertThat(entry.at()).isEqualTo(CLOCK.instant());
        assertThat(effects()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"POST, /start, GAME_SERVER, audited.start", "DELETE, '', ADMIN, audited.delete"})
    void givenACommandOfAServer_orOneWithoutAKey_itIsWrittenDown(
            String method, String path, String role, String action) {
        command(method, path, role).expectStatus().is2xxSuccessful();

        assertThat(written()).extracting(AuditEntry::action).containsExactly(action);
    }

    @Test
    void givenThatSomethingWasMade_theTargetIsThat() {
        post("/api/v1/audited", "ADMIN", "made").expectStatus().isCreated();

        assertThat(written()).extracting(AuditEntry::target).containsExactly(new Target("audited", "17"));
    }

    @Test
    void givenACommandOfAPlayer_nothingIsWritten() {
        command("POST", "/leave", "PLAYER").expectStatus().isOk();

        assertThat(effects()).isOne();
        assertThat(written()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/refuse", "/fail"})
    void givenACommandThatIsRefusedOrFails_nothingIsWritten(String path) {
        command("POST", path, "ADMIN")
                .expectStatus()
                .value(status -> assertThat(status).isGreaterThanOrEqualTo(400));

        assertThat(effects()).isZero();
        assertThat(written()).isEmpty();
    }

    @Test
    void givenARepeatedKey_nothingIsWrittenAgain() {
        post(path("/abort"), "ADMIN", "same").expectStatus().isOk();
        post(path("/abort"), "ADMIN", "same")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true");

        assertThat(written()).hasSize(1);
    }

    @Test
    void givenALostRace_onlyTheRunThatCountsIsWritten() {
        COMMANDS.racesToLose.set(2);

        command("POST", "/raced", "ADMIN").expectStatus().isOk();

        assertThat(effects()).isOne();
        assertThat(written()).hasSize(1);
    }

    @Test
    void givenThatNothingCanBeWritten_theCommandFails() {
        LOG.failing.set(true);
        try {
            abort().expectStatus().isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        } finally {
            LOG.failing.set(false);
        }

        assertThat(effects()).isZero();
        abort().expectStatus().isOk(); // its key is free
        assertThat(effects()).isOne();
    }
}
