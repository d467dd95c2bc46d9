package dev.warfront.packaged.faults;

import dev.warfront.identity.Passwords;
import java.util.Objects;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Hashes passwords by the same algorithm with a small part of its memory, if it is asked to: a war begins with sixty
/// hashes, and they take longer than all the rest of it in a JVM that has the first JIT alone.
public final class LightPasswords implements BeanPostProcessor {

    /// The program's system property that asks for it.
    public static final String PROPERTY = "warfront.test.light-passwords";

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Passwords && Boolean.getBoolean(PROPERTY) ? new Light() : bean;
    }

    private static final class Light implements Passwords {

        private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 64, 1);

        @Override
        public Mono<String> hash(String password) {
            return Mono.fromCallable(() -> Objects.requireNonNull(encoder.encode(password)))
                    .subscribeOn(Schedulers.boundedElastic());
        }

        @Override
        public Mono<Boolean> matches(String password, String hash) {
            return Mono.fromCallable(() -> encoder.matches(password, hash)).subscribeOn(Schedulers.boundedElastic());
        }

        @Override
        public Mono<Boolean> matchesNothing(String password) {
            return hash(password).map(_ -> false);
        }
    }
}
