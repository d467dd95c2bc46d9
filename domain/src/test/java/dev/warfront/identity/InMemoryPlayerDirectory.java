package dev.warfront.identity;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// The players among accounts in a map.
final class InMemoryPlayerDirectory implements PlayerDirectory {
    private static final Comparator<Card> BY_NAME = Comparator.comparing((Card card) -> folded(card.displayName()))
            .thenComparing(card -> card.id().value().toString());

    private final InMemoryAccounts accounts;

    InMemoryPlayerDirectory(InMemoryAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Mono<Card> find(PlayerId player) {
        return Mono.defer(() -> Mono.justOrEmpty(
                cards().filter(card -> card.id().equals(player)).findFirst()));
    }

    @Override
    public Mono<Page<Card>> named(String beginning, PageRequest page) {
        return Mono.fromSupplier(() -> {
            var all = cards().filter(card -> folded(card.displayName()).startsWith(folded(beginning)))
                    .sorted(BY_NAME)
                    .toList();
            var from = page.cursor() == null ? 0 : Integer.parseInt(page.cursor());
            var to = Math.min(all.size(), from + page.limit());
            return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
        });
    }

    private Stream<Card> cards() {
        return accounts.all()
                .filter(account -> account.active() && account.roles().contains(Role.PLAYER))
                .map(account -> new Card(account.id(), account.displayName()));
    }

    private static String folded(String name) {
        var cases = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(cases, Normalizer.Form.NFKC).strip();
    }
}
