package dev.warfront.identity.settings;

import dev.warfront.identity.FirstAccounts;
import dev.warfront.identity.LoginName;
import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.crypto.Sealer;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Sees to it, at each start, that the configured administrator and game server are there, and the program's own key.
/// Each account is left out when its login is not set; half a configuration stops the program.
@Component
final class ConfiguredAccounts implements SupervisedStream {
    private static final Logger log = LoggerFactory.getLogger(ConfiguredAccounts.class);
    private static final String ADMIN = "warfront.identity.admin.";
    private static final String SERVER = "warfront.identity.game-server.";
    private static final int PASSWORD_MIN = 10;
    /// Of a game server, whose login bears any number of guesses from many addresses.
    private static final int SERVER_PASSWORD_MIN = 24;

    private static final int KEY_HEX = 64;

    private final Mono<Void> work;

    private volatile boolean there;

    private volatile boolean gameServerRevoked;

    ConfiguredAccounts(FirstAccounts accounts, Environment environment) {
        this.work = accounts.programKey()
                .then(administrator(accounts, environment))
                .then(gameServer(accounts, environment))
                .doOnNext(this::note)
                .then();
    }

    boolean areThere() {
        return there;
    }

    boolean isGameServerRevoked() {
        return gameServerRevoked;
    }

    @Override
    public String name() {
        return "configured-accounts";
    }

    @Override
    public int phase() {
        return KERNEL;
    }

    @Override
    public Flux<Void> run() {
        return work.doOnSuccess(_ -> there = true).flux();
    }

    private static Mono<Void> administrator(FirstAccounts accounts, Environment environment) {
        if (isBlank(environment, ADMIN + "login")) {
            return Mono.empty();
        }
        return accounts.administrator(login(environment, ADMIN), password(environment, ADMIN, PASSWORD_MIN));
    }

    private void note(boolean usable) {
        gameServerRevoked = !usable;
        if (!usable) {
            log.warn("the configured game server was revoked and stays so; configure another login and name");
        }
    }

    private static Mono<Boolean> gameServer(FirstAccounts accounts, Environment environment) {
        if (isBlank(environment, SERVER + "login")) {
            return Mono.empty();
        }
        return accounts.gameServer(
                required(environment, SERVER + "name"),
                login(environment, SERVER),
                password(environment, SERVER, SERVER_PASSWORD_MIN),
                key(environment));
    }

    private static LoginName login(Environment environment, String prefix) {
        return LoginName.of(required(environment, prefix + "login"))
                .orElseThrow(() -> new IllegalStateException(prefix + "login is no login"));
    }

    private static String password(Environment environment, String prefix, int min) {
        var password = required(environment, prefix + "password");
        if (password.length() < min) {
            throw new IllegalStateException(prefix + "password is shorter than " + min);
        }
        return password;
    }

    private static byte[] key(Environment environment) {
        var hex = required(environment, SERVER + "signing-key");
        if (!hex.matches("[0-9a-fA-F]{" + KEY_HEX + "}")) {
            throw new IllegalStateException(SERVER + "signing-key is not " + KEY_HEX + " hex digits");
        }
        var key = HexFormat.of().parseHex(hex);
        if (Sealer.isGuessable(key)) {
            throw new IllegalStateException(SERVER + "signing-key is a sample or a text; make one of random bytes");
        }
        return key;
    }

    private static String required(Environment environment, String key) {
        var value = environment.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(key + " is not set");
        }
        return value;
    }

    private static boolean isBlank(Environment environment, String key) {
        return environment.getProperty(key, "").isBlank();
    }
}
