package dev.warfront.audit;

import dev.warfront.kernel.DirectTransactions;

class InMemoryAuditTest implements AuditLogContract, AuditChainContract {
    private final AuditPorts ports = AuditPorts.inMemory(new DirectTransactions());

    @Override
    public AuditPorts ports() {
        return ports;
    }
}
