package dev.warfront.outbox;

import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.Transactions;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

class InMemoryOutboxTest implements OutboxContract {

    private final InMemoryOutbox outbox = new InMemoryOutbox();

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Transactions transactions() {
        return new DirectTransactions();
    }

    @Override
    public Mono<List<Integer>> stored(UUID about) {
        return Mono.fromSupplier(() -> outbox.events(Happened.class).stream()
                .filter(event -> event.about().equals(about))
                .map(Happened::number)
                .toList());
    }
}
