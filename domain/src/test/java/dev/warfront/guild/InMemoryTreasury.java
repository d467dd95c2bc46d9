package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.InsufficientFunds;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The treasuries of clans, each with its ledger.
final class InMemoryTreasury implements Treasury {
    private final Map<Entry, Long> ledger = new LinkedHashMap<>();
    private final Map<Entry, Long> burned = new HashMap<>();
    private final InMemoryClans clans;

    private record Entry(ClanId clan, String reason, UUID reference) {}

    InMemoryTreasury(InMemoryClans clans) {
        this.clans = clans;
    }

    long ledgerSum(ClanId clan) {
        return sumOf(ledger, clan);
    }

    /// What of all credits to a clan did not fit.
    long burned(ClanId clan) {
        return sumOf(burned, clan);
    }

    private static long sumOf(Map<Entry, Long> entries, ClanId clan) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().clan().equals(clan))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public Mono<Void> debit(ClanId clan, long credits, String reason, UUID reference) {
        var wanted = positive(credits);
        return Mono.fromRunnable(() -> {
            var entry = new Entry(clan, reason, reference);
            var stored = clans.get(clan).orElse(null);
            if (!ledger.containsKey(entry)) {
                if (stored == null || stored.treasury() < wanted) {
                    throw new InsufficientFunds("treasury of clan " + clan.value());
                }
                book(entry, stored, -wanted);
            }
        });
    }

    @Override
    public Mono<Credit> credit(ClanId clan, long credits, String reason, UUID reference) {
        var given = positive(credits);
        return Mono.fromSupplier(() -> {
            var entry = new Entry(clan, reason, reference);
            var stored = clans.get(clan).orElse(null);
            if (stored == null) {
                return new Credit(0, given);
            }
            if (!ledger.containsKey(entry)) {
                var credit = Credit.into(stored.treasury(), given);
                book(entry, stored, credit.kept());
                burned.put(entry, credit.burned());
            }
            return new Credit(ledger.getOrDefault(entry, 0L), burned.getOrDefault(entry, 0L));
        });
    }

    private void book(Entry entry, Clan stored, long credits) {
        ledger.put(entry, credits);
        clans.put(TestGuild.withTreasury(stored, Math.addExact(stored.treasury(), credits), stored.version() + 1));
    }

    private static long positive(long credits) {
        if (credits <= 0) {
            throw new IllegalArgumentException("credits " + credits);
        }
        return credits;
    }
}
