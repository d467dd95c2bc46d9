package dev.warfront.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.audit.AuditChain.Linked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the check finds. Source: docs/rules/audit.md, the check.
class ChainCheckTest {
    private final List<Linked> chain = new ArrayList<>(TestAudit.chain(5));
    private final ChainHead head = chain.getLast().link().head();

    @Test
    void givenAWholeChain_nothingIsWrong() {
        assertThat(broken(head)).isEmpty();
        assertThat(broken(head, head, chain.get(2).link().head())).isEmpty();
    }

    @Test
    void givenAnEntryThatWasChanged_itIsNamed() {
        var third = chain.get(2);
        var changed = TestAudit.entry(
                TestAudit.anyAdmin(),
                third.entry().action(),
                third.entry().target(),
                third.entry().at());
        chain.set(2, new Linked(changed, third.link()));

        assertThat(broken(head)).contains("entry 3 (" + changed.id() + ") was changed");
    }

    @Test
    void givenAnEntryThatWasTakenOut_itsPlaceIsNamed() {
        var fourth = chain.get(3);
        chain.remove(2);

        assertThat(broken(head))
                .contains("entry 3 is missing, the next is entry 4 ("
                        + fourth.entry().id() + ")");
    }

    @Test
    void givenAnEntryThatWasChangedWithItsHash_theNextDoesNotFollow() {
        var changed = TestAudit.anyEntry();
        chain.set(2, new Linked(changed, ChainLink.of(chain.get(1).link().head(), changed)));

        assertThat(broken(head))
                .contains("entry 4 (" + chain.get(3).entry().id() + ") does not follow the one before it");
    }

    @Test
    void givenThatTheLastAreGone_theStoredHeadShowsIt() {
        chain.subList(3, 5).clear();

        assertThat(broken(head)).contains("entries 4 to 5 are gone");
    }

    @Test
    void givenThatTheLastAreGoneAndTheStoredHeadWithThem_aNotedHeadShowsIt() {
        chain.subList(3, 5).clear();
        var left = chain.getLast().link().head();

        assertThat(broken(left)).isEmpty();
        assertThat(broken(left, head)).contains("entries 4 to 5 are gone");
    }

    @Test
    void givenThatAllBehindAChangeWereWrittenAnew_aNotedHeadShowsIt() {
        chain.clear();
        chain.addAll(TestAudit.chain(5));
        var forged = chain.getLast();

        assertThat(broken(forged.link().head())).isEmpty();
        assertThat(broken(forged.link().head(), head))
                .contains("entry 5 (" + forged.entry().id() + ") is not the one that was noted");
    }

    @Test
    void givenAStoredHeadThatIsAnother_itIsTold() {
        var other = new ChainHead(4, chain.get(3).link().hash());

        assertThat(broken(other)).contains("the chain says that it ends at " + other + ", it ends at " + head);
    }

    private Optional<String> broken(ChainHead stored, ChainHead... noted) {
        var check = new ChainCheck(List.of(noted));
        return chain.stream()
                .map(each -> check.next(each.entry(), each.link()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> check.end(stored));
    }
}
