package dev.warfront.audit;

import static dev.warfront.audit.TestAudit.anyEntry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.DirectTransactions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ChainEntriesTest {
    private final AuditPorts ports = AuditPorts.inMemory(new DirectTransactions());
    private final ChainEntries entries = new ChainEntries(ports.chain(), ports.transactions());

    @Test
    void givenNothingNew_nothingIsChained() {
        entries.round().as(StepVerifier::create).expectNext(0).verifyComplete();

        assertThat(ports.run(ports.chain().head())).isEqualTo(ChainHead.START);
    }

    @Test
    void givenManyNew_aRoundChainsSoManyAndNoMore() {
        for (var i = 0; i <= ChainEntries.ROUND_MAX; i++) {
            ports.append(anyEntry());
        }

        entries.round()
                .as(StepVerifier::create)
                .expectNext(ChainEntries.ROUND_MAX)
                .verifyComplete();
        entries.round().as(StepVerifier::create).expectNext(1).verifyComplete();
        assertThat(ports.run(ports.chain().head()).seq()).isEqualTo(ChainEntries.ROUND_MAX + 1L);
    }

    @Test
    void givenThatAnotherHoldsTheHead_nothingIsRead() {
        var held = new HeldByAnother();

        new ChainEntries(held, new DirectTransactions())
                .round()
                .as(StepVerifier::create)
                .expectNext(0)
                .verifyComplete();
    }

    private static final class HeldByAnother implements AuditChain {
        @Override
        public Mono<ChainHead> head() {
            return Mono.error(AssertionError::new);
        }

        @Override
        public Mono<ChainHead> lockHead() {
            return Mono.empty();
        }

        @Override
        public Mono<List<AuditEntry>> unchained(int max) {
            return Mono.error(AssertionError::new);
        }

        @Override
        public Mono<Void> add(ChainHead before, List<Linked> links) {
            return Mono.error(AssertionError::new);
        }

        @Override
        public Mono<Duration> oldestUnchained() {
            return Mono.error(AssertionError::new);
        }
    }
}
