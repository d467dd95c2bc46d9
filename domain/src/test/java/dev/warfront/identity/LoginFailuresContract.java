package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.LoginFailures.Subject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// What every memory of wrong passwords promises.
public interface LoginFailuresContract {
    FailureHistory SOME = new FailureHistory(List.of(NOW, NOW.plusMillis(1)), 3, NOW.plusSeconds(60));

    IdentityPorts ports();

    private static Subject anySubject(Subject.Kind kind) {
        return new Subject(kind, UUID.randomUUID().toString());
    }

    private Mono<Void> save(Subject subject) {
        return ports().failures().lock(subject).then(ports().failures().save(subject, SOME, NOW));
    }

    @Test
    default void givenNoFailures_noneAreFound() {
        var subject = anySubject(Subject.Kind.ACCOUNT);

        assertThat(ports().run(ports().failures().find(subject))).isEqualTo(FailureHistory.NONE);
        assertThat(ports().run(ports().failures().lock(subject))).isEqualTo(FailureHistory.NONE);
    }

    @Test
    default void givenNoSubscriber_nothingIsSaved() {
        var subject = anySubject(Subject.Kind.ACCOUNT);
        var unused = save(subject);

        assertThat(ports().run(ports().failures().find(subject))).isEqualTo(FailureHistory.NONE);
    }

    @Test
    default void givenFailures_theyAreFoundAsTheyWere_andOnlyOfTheirSubject() {
        var subject = anySubject(Subject.Kind.ADDRESS);

        ports().done(save(subject));

        assertThat(ports().run(ports().failures().find(subject))).isEqualTo(SOME);
        assertThat(ports().run(ports().failures().lock(subject))).isEqualTo(SOME);
        assertThat(ports().run(ports().failures().find(new Subject(Subject.Kind.ACCOUNT, subject.name()))))
                .isEqualTo(FailureHistory.NONE);
    }

    @Test
    default void givenForgottenFailures_noneAreFound() {
        var subject = anySubject(Subject.Kind.ACCOUNT);
        ports().done(save(subject));

        ports().done(ports().failures().forget(subject));

        assertThat(ports().run(ports().failures().find(subject))).isEqualTo(FailureHistory.NONE);
    }
}
