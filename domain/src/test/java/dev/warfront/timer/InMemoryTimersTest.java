package dev.warfront.timer;

import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.Transactions;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

class InMemoryTimersTest implements TimersContract {

    private final InMemoryTimers timers = new InMemoryTimers();

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Transactions transactions() {
        return new DirectTransactions();
    }

    @Override
    public Mono<List<Timer>> pendingOf(UUID owner) {
        return Mono.fromSupplier(() -> timers.pending().stream()
                .filter(timer -> timer.ownerId().equals(owner))
                .toList());
    }
}
