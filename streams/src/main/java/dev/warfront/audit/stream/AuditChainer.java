package dev.warfront.audit.stream;

import dev.warfront.audit.AuditChain;
import dev.warfront.audit.ChainEntries;
import dev.warfront.kernel.SupervisedStream;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Chains the audit log as it grows. Each node tries, one does it at a time. When entries wait for long,
/// health says so: they are stored, but nothing shows yet whether somebody changes them. Source:
/// docs/rules/audit.md, the chain.
@Component("auditHealthIndicator") // `audit` in the health of the program
public final class AuditChainer implements SupervisedStream, HealthIndicator {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Status DEGRADED = new Status("DEGRADED");

    private final AuditChain chain;
    private final ChainEntries entries;

    private volatile Duration lag = Duration.ZERO;

    public AuditChainer(AuditChain chain, ChainEntries entries, MeterRegistry metrics) {
        this.chain = chain;
        this.entries = entries;
        Gauge.builder("war.audit.lag", this, chainer -> chainer.lag.toMillis() / 1_000.0)
                .description("age of the oldest audit entry that is not chained, in seconds")
                .register(metrics);
    }

    @Override
    public String name() {
        return "audit-chain";
    }

    @Override
    public int phase() {
        return RELAY;
    }

    @Override
    public Flux<Void> run() {
        return look().repeatWhen(rounds -> rounds.delayElements(POLL));
    }

    private Mono<Void> look() {
        return chain.oldestUnchained()
                .singleOptional()
                .doOnNext(age -> lag = age.orElse(Duration.ZERO))
                .filter(Optional::isPresent)
                .flatMap(_ -> untilChained());
    }

    private Mono<Void> untilChained() {
        return entries.round()
                .repeat()
                .takeUntil(chained -> chained < ChainEntries.ROUND_MAX)
                .then();
    }

    @Override
    public Health health() {
        var age = lag;
        return (age.compareTo(ChainEntries.LATE) > 0 ? Health.status(DEGRADED) : Health.up())
                .withDetail("unchained_for", age.toString())
                .build();
    }
}
