package dev.warfront.identity;

import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.MutableClock;

class InMemoryIdentityTest
        implements AccountsContract,
                PlayerDirectoryContract,
                RefreshFamiliesContract,
                LoginFailuresContract,
                LoginAddressesContract,
                GameServersContract,
                SanctionsContract {
    private final IdentityPorts ports =
            IdentityPorts.inMemory(new DirectTransactions(), new MutableClock(TestIdentity.NOW));

    @Override
    public IdentityPorts ports() {
        return ports;
    }
}
