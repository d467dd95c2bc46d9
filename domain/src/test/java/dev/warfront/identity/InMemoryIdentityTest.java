package dev.warfront.identity;

import dev.warfront.kernel.DirectTransactions;

class InMemoryIdentityTest
        implements AccountsContract, RefreshFamiliesContract, LoginFailuresContract, LoginAddressesContract, GameServersContract {
    private final IdentityPorts ports = IdentityPorts.inMemory(new DirectTransactions());

    @Override
    public IdentityPorts ports() {
        return ports;
    }
}
