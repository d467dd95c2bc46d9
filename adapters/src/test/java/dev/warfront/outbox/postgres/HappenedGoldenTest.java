package dev.warfront.outbox.postgres;

import dev.warfront.outbox.OutboxContract;
import dev.warfront.outbox.OutboxContract.Happened;
import java.util.List;
import java.util.UUID;

class HappenedGoldenTest implements EventGoldenContract<Happened> {
    @Override
    public String context() {
        return "outbox";
    }

    @Override
    public EventMapping<Happened> mapping() {
        return new HappenedMapping();
    }

    @Override
    public List<Happened> samples() {
        return OutboxContract.happened(new UUID(1, 2), 7, 8);
    }
}
