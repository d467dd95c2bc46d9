package dev.warfront.identity.postgres;

import dev.warfront.identity.IdentityRules;
import dev.warfront.identity.IdentityRules.Limit;
import dev.warfront.kernel.postgres.OldRows;
import java.time.Duration;
import java.util.Collections;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What has no meaning any more goes: ended families with their tokens, failures nobody would count,
/// and addresses where accounts have not been for long.
@Configuration(proxyBeanMethods = false)
class IdentityUpkeep {
    @Bean
    OldRows endedFamilies() {
        return new OldRows("identity_refresh_family", "until", Duration.ofHours(1)); // clocks may differ
    }

    /// Failures that are forgotten, in no window, and whose lock is over, however long it was.
    @Bean
    OldRows forgottenFailures(IdentityRules rules) {
        var login = rules.login();
        return new OldRows(
                "identity_login_failure",
                "touched_at",
                login.forgetAfter().plus(reach(login.account())).plus(reach(login.address())));
    }

    @Bean
    OldRows forgottenAddresses(IdentityRules rules) {
        return new OldRows(
                "identity_login_address", "seen_at", rules.login().remembered().life());
    }

    private static Duration reach(Limit limit) {
        return limit.window().plus(Collections.max(limit.locks()));
    }
}
