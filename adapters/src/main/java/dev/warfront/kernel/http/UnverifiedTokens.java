package dev.warfront.kernel.http;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.TokenBuckets.Rate;
import dev.warfront.kernel.TokenBuckets.Taken;
import dev.warfront.kernel.TokenChecks;
import dev.warfront.kernel.VerifiedTokens;
import dev.warfront.kernel.cache.LocalBuckets;
import org.springframework.stereotype.Component;

/// Counts unverified tokens by address, in buckets of this node: a question to Redis costs more than it would
/// save. The next token of a session that this node knows counts by the session, which has few: whoever
/// floods the address cannot keep it out, and sessions of one's own are no way past the address's rate.
@Component
final class UnverifiedTokens implements TokenChecks {
    private final Rate ofAddress;
    private final Rate ofSession;
    private final VerifiedTokens verified;
    private final LocalBuckets buckets;

    UnverifiedTokens(RateSettings settings, VerifiedTokens verified, Ticker ticker) {
        this.ofAddress = settings.of(RequestClass.UNVERIFIED);
        this.ofSession = settings.of(RequestClass.UNVERIFIED_SESSION);
        this.verified = verified;
        this.buckets = new LocalBuckets(ticker);
    }

    @Override
    public Taken take(SourceAddress from, String token) {
        return verified.contain(token)
                ? Taken.admitted(ofAddress.burst())
                : verified.knownSession(token)
                        .map(session -> buckets.takeNow(session.toString(), ofSession))
                        .orElseGet(() -> buckets.takeNow(from.text(), ofAddress));
    }

    /// Which rate one of them meets.
    RequestClass countedAs(String token) {
        return verified.knownSession(token).isPresent() ? RequestClass.UNVERIFIED_SESSION : RequestClass.UNVERIFIED;
    }
}
