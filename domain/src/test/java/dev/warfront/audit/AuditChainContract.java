package dev.warfront.audit;

import static dev.warfront.audit.TestAudit.NOW;
import static dev.warfront.audit.TestAudit.anyAdmin;
import static dev.warfront.audit.TestAudit.anyEntry;
import static dev.warfront.audit.TestAudit.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.audit.AuditChain.Linked;
import dev.warfront.audit.AuditLog.Filter;
import dev.warfront.audit.AuditLog.LoggedEntry;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.StaleWrite;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// What every chain promises. Whatever other tests have left is chained first.
public interface AuditChainContract {
    AuditPorts ports();

    private ChainHead head() {
        return ports().run(ports().chain().head());
    }

    private ChainLink linkOf(AuditEntry entry) {
        var filter = new Filter(entry.by().id(), null, null, null, null);
        return ports().run(ports().log().page(filter, new PageRequest(100, null))).items().stream()
                .filter(logged -> logged.entry().equals(entry))
                .map(LoggedEntry::link)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void givenEntriesThatNobodyHasChained_whoeverComesNextDoes_theOldestFirst() {
        ports().chainAll();
        var before = head();
        var late = entry(anyAdmin(), "battles.abort", Target.NONE, NOW.plusSeconds(1));
        var early = entry(anyAdmin(), "battles.abort", Target.NONE, NOW);
        ports().append(late, early); // killed before they were chained

        ports().chainAll();

        assertThat(linkOf(early)).isEqualTo(ChainLink.of(before, early));
        assertThat(linkOf(late)).isEqualTo(ChainLink.of(linkOf(early).head(), late));
        assertThat(head()).isEqualTo(linkOf(late).head());
        assertThat(ports().chain().oldestUnchained().blockOptional()).isEmpty();
    }

    @Test
    default void givenAnEntryThatCommitsAfterLaterOnes_itIsChainedBehindThem() {
        var later = entry(anyAdmin(), "battles.abort", Target.NONE, NOW.plusSeconds(1));
        var earlier = entry(anyAdmin(), "battles.abort", Target.NONE, NOW);
        ports().append(later);
        ports().chainAll();
        var link = linkOf(later);

        ports().append(earlier);
        assertThat(ports().chain().oldestUnchained().blockOptional()).isPresent();
        ports().chainAll();

        assertThat(linkOf(later)).isEqualTo(link);
        assertThat(linkOf(earlier).seq()).isGreaterThan(link.seq());
    }

    @Test
    default void givenMoreThanARound_noMoreIsChainedAtOnce() {
        ports().chainAll();
        ports().append(anyEntry(), anyEntry(), anyEntry());

        assertThat(ports().run(ports().chain().unchained(2))).hasSize(2);
    }

    @Test
    default void givenNoSubscriber_nothingIsAdded() {
        var entry = anyEntry();
        ports().chainAll();
        ports().append(entry);
        var before = head();
        var unused = ports().chain().add(before, List.of(new Linked(entry, ChainLink.of(before, entry))));

        assertThat(head()).isEqualTo(before);
    }

    @Test
    default void givenAHeadThatHasMoved_nothingIsAdded() {
        ports().append(anyEntry());
        var before = head();
        ports().chainAll();
        var entry = anyEntry();
        ports().append(entry);

        assertThatThrownBy(() -> add(before, entry)).isInstanceOf(StaleWrite.class);
    }

    @Test
    default void givenAnEntryThatIsChained_itIsNotChainedAgain() {
        var entry = anyEntry();
        ports().append(entry);
        ports().chainAll();
        var link = linkOf(entry);

        assertThatThrownBy(() -> add(head(), entry)).isInstanceOf(StaleWrite.class);
        assertThat(linkOf(entry)).isEqualTo(link);
    }

    private void add(ChainHead before, AuditEntry entry) {
        ports().run(ports().chain()
                .add(before, List.of(new Linked(entry, ChainLink.of(before, entry))))
                .then(Mono.just(true)));
    }
}
