package dev.warfront.identity;

import dev.warfront.kernel.Ranged;
import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;
import java.util.List;

/// The numbers of accounts and tokens. Source: docs/rules/identity.md.
@Settings("war.identity")
public record IdentityRules(
        TokenRules token, LoginRules login, RegistrationRules registration, SanctionRules sanction, ServerRules server)
        implements Ranged {
    /// More is no bound.
    private static final int MANY = 1_000_000;

    @Override
    public void checkRanges() {
        token.checkRanges();
        login.account().checkRanges("account");
        login.address().checkRanges("address");
        server.checkRanges();
    }

    /// How long tokens and keys live.
    ///
    /// @param access life of an access token
    /// @param refreshIdle a refresh token that is not used for so long is over
    /// @param refreshLife so long after the login all is over
    /// @param repeat a client that did not get the answer may ask for it again for so long
    /// @param keyLife so long a key signs access tokens
    /// @param keyAhead so long a new key is published before it signs
    /// @param keyOverlap so much longer what it signed is accepted
    /// @param staleness how old a node's knowledge of keys, revoked servers, sessions and roles may be
    /// @param skew so long after its expiry a token is still accepted, for clocks that differ
    public record TokenRules(
            Duration access,
            Duration refreshIdle,
            Duration refreshLife,
            Duration repeat,
            Duration keyLife,
            Duration keyAhead,
            Duration keyOverlap,
            Duration staleness,
            Duration skew) {
        public TokenRules {
            Ranges.positive("access", access);
            Ranges.positive("refresh-idle", refreshIdle);
            Ranges.positive("refresh-life", refreshLife);
            Ranges.notNegative("repeat", repeat);
            Ranges.positive("key-life", keyLife);
            Ranges.notNegative("key-ahead", keyAhead);
            Ranges.notNegative("key-overlap", keyOverlap);
            Ranges.positive("staleness", staleness);
            Ranges.notNegative("skew", skew);
        }

        private void checkRanges() {
            Ranges.within("key-ahead", keyAhead, Duration.ofMinutes(1), keyLife);
            Ranges.within("key-overlap", keyOverlap, access, keyLife);
            Ranges.within("staleness", staleness, Duration.ofMillis(1), Duration.ofSeconds(1));
            Ranges.within("skew", skew, Duration.ZERO, Duration.ofSeconds(60));
        }
    }

    /// How many wrong passwords are borne.
    ///
    /// @param account for one login: at each remembered address by itself, from all others together
    /// @param address from one network address
    /// @param forgetAfter so long after a lock ended, the next one is the shortest again
    /// @param remembered the addresses that an account proved itself from
    public record LoginRules(Limit account, Limit address, Duration forgetAfter, RememberedRules remembered) {
        public LoginRules {
            Ranges.positive("forget-after", forgetAfter);
        }
    }

    /// Which addresses are remembered.
    ///
    /// @param perAccount the newest so many
    /// @param life so long after the account last proved itself there
    public record RememberedRules(int perAccount, Duration life) {
        public RememberedRules {
            Ranges.within("per-account", perAccount, 1, 100);
            Ranges.positive("life", life);
        }
    }

    /// How many may register.
    ///
    /// @param perAddress from one network address within the window
    /// @param window in which they are counted
    public record RegistrationRules(int perAddress, Duration window) {
        public RegistrationRules {
            Ranges.within("per-address", perAddress, 1, MANY);
            Ranges.positive("window", window);
        }
    }

    /// How far staff may go.
    ///
    /// @param moderatorMax the longest sanction that a moderator decides on
    /// @param perHour so many sanctions may one of the staff apply and lift within an hour
    public record SanctionRules(Duration moderatorMax, int perHour) {
        public SanctionRules {
            Ranges.positive("moderator-max", moderatorMax);
            Ranges.within("per-hour", perHour, 1, MANY);
        }
    }

    /// How game servers sign.
    ///
    /// @param keyOverlap so long after a key was exchanged what the former one signed is believed
    public record ServerRules(Duration keyOverlap) {
        public ServerRules {
            Ranges.positive("key-overlap", keyOverlap);
        }

        private void checkRanges() {
            Ranges.within("server.key-overlap", keyOverlap, Duration.ofMinutes(1), Duration.ofDays(7));
        }
    }

    /// How many failures lead to which locks.
    ///
    /// @param failures in the window, then it locks
    /// @param window in which failures are counted
    /// @param locks how long the first, second and each further lock lasts; the last one repeats
    public record Limit(int failures, Duration window, List<Duration> locks) {
        public Limit {
            Ranges.within("failures", failures, 1, MANY);
            Ranges.positive("window", window);
            locks = List.copyOf(locks);
            Ranges.within("number of locks", locks.size(), 1, MANY);
        }

        Duration lock(int before) {
            return locks.get(Math.min(before, locks.size() - 1));
        }

        private void checkRanges(String of) {
            Ranges.within(of + ".failures", failures, 1, 1_000);
            Ranges.within("number of " + of + ".locks", locks.size(), 1, 20);
        }
    }
}
