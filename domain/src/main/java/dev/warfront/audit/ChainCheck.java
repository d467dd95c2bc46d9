package dev.warfront.audit;

import java.util.List;
import java.util.Optional;

/// Follows the chain from its beginning, an entry at a time, and says where it is broken first. Keeps nothing
/// of what it has seen but the head. Source: docs/rules/audit.md, the check.
public final class ChainCheck {
    private final List<ChainHead> noted;
    private ChainHead head = ChainHead.START;

    /// @param noted heads that were written down elsewhere before, if any
    public ChainCheck(List<ChainHead> noted) {
        this.noted = List.copyOf(noted);
    }

    /// What is wrong with the next one in order of seq; empty when it belongs there, as it is.
    public Optional<String> next(AuditEntry entry, ChainLink link) {
        var expected = ChainLink.of(head, entry);
        if (link.seq() != expected.seq()) {
            return Optional.of("entry " + expected.seq() + " is missing, the next is " + named(entry, link));
        }
        if (!link.previousHash().equals(head.hash())) {
            return Optional.of(named(entry, link) + " does not follow the one before it");
        }
        if (!link.hash().equals(expected.hash())) {
            return Optional.of(named(entry, link) + " was changed");
        }
        head = expected.head();
        return noted.stream()
                .filter(other -> other.seq() == head.seq() && !other.hash().equals(head.hash()))
                .findFirst()
                .map(other -> named(entry, link) + " is not the one that was noted");
    }

    /// What is wrong with the end; empty when nothing is gone.
    ///
    /// @param stored what the chain says of its own end
    public Optional<String> end(ChainHead stored) {
        var last = noted.stream().mapToLong(ChainHead::seq).max().orElse(0);
        if (stored.seq() > head.seq() || last > head.seq()) {
            return Optional.of("entries " + (head.seq() + 1) + " to " + Math.max(stored.seq(), last) + " are gone");
        }
        return stored.equals(head)
                ? Optional.empty()
                : Optional.of("the chain says that it ends at " + stored + ", it ends at " + head);
    }

    /// How far it was followed without a break.
    public ChainHead head() {
        return head;
    }

    private static String named(AuditEntry entry, ChainLink link) {
        return "entry " + link.seq() + " (" + entry.id() + ")";
    }
}
