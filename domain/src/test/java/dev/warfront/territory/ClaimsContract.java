package dev.warfront.territory;

import static dev.warfront.territory.TestLand.NOW;
import static dev.warfront.territory.TestLand.PATIENCE;
import static dev.warfront.territory.TestLand.anyClan;
import static dev.warfront.territory.TestLand.claim;
import static dev.warfront.territory.TestLand.neutral;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.StaleWrite;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What every store of claims promises.
public interface ClaimsContract {
    LandPorts ports();

    @Test
    default void givenRunningClaims_theFirstToFinishComesFirst() {
        var land = neutral();
        var clan = anyClan();
        var late = claim(land.id(), clan, NOW.plusSeconds(1));
        var early = claim(land.id(), anyClan(), NOW);

        ports().put(land)
                .then(ports().transactions()
                        .inTransaction(
                                ports().claims().add(late).then(ports().claims().add(early))))
                .then(Mono.zip(
                        ports().claims().running(land.id()),
                        ports().claims().countRunning(clan),
                        ports().claims().find(late.id())))
                .as(StepVerifier::create)
                .assertNext(found -> assertThat(found.toList()).isEqualTo(List.of(List.of(early, late), 1, late)))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenAFinishedClaim_itRunsNoMore_andCannotFinishAgain() {
        var land = neutral();
        var claim = claim(land.id(), anyClan(), NOW);
        var won = claim.becomes(Claim.Status.WON);

        ports().put(land)
                .then(ports().transactions()
                        .inTransaction(ports().claims()
                                .add(claim)
                                .then(ports().claims().finish(won))))
                .then(ports().claims().running(land.id()))
                .as(StepVerifier::create)
                .expectNext(List.of())
                .expectComplete()
                .verify(PATIENCE);
        ports().transactions()
                .inTransaction(ports().claims().finish(claim.becomes(Claim.Status.LAPSED)))
                .as(StepVerifier::create)
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
    }

    @Test
    default void givenARunningClaim_anotherOneOfTheClanIsTaken() {
        var land = neutral();
        var clan = anyClan();
        var claims = ports().claims();

        ports().put(land)
                .then(ports().transactions().inTransaction(claims.add(claim(land.id(), clan, NOW))))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        ports().transactions()
                .inTransaction(claims.add(claim(land.id(), clan, NOW)))
                .as(StepVerifier::create)
                .expectError(AlreadyTaken.class)
                .verify(PATIENCE);
    }
}
