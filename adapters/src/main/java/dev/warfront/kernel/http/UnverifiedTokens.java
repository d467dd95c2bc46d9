package dev.warfront.kernel.http;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.TokenBuckets.Rate;
import dev.warfront.kernel.TokenBuckets.Taken;
import dev.warfront.kernel.TokenChecks;
import dev.warfront.kernel.VerifiedTokens;
import dev.warfront.kernel.cache.LocalBuckets;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Counts unverified tokens by address, in buckets of this node: a question to Redis costs more than it would save. The
/// next token of a session that this node knows counts by the session: whoever floods the address cannot keep it out.
@Component
final class UnverifiedTokens implements TokenChecks {
    private final Rate rate;
    private final VerifiedTokens verified;
    private final LocalBuckets buckets;

    UnverifiedTokens(RateSettings settings, VerifiedTokens verified, Ticker ticker) {
        this.rate = settings.of(RequestClass.UNVERIFIED);
        this.verified = verified;
        this.buckets = new LocalBuckets(ticker);
    }

    @Override
    public Taken take(SourceAddress from, String token) {
        return verified.contain(token)
                ? Taken.admitted(rate.burst())
                : buckets.takeNow(
                        verified.knownSession(token).map(UUID::toString).orElseGet(from::text), rate);
    }
}
