package dev.warfront.war.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.HotWarSettings;
import dev.warfront.war.HotWars;
import dev.warfront.war.LoggedEvent;
import dev.warfront.war.ParticipantView;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.Tally;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarView;
import dev.warfront.war.WarViews;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What a node remembers of wars, over stores of a test's choice.
public final class TestHotWars {
    public static final HotWarSettings SETTINGS = new HotWarSettings(true, 100, Duration.ofSeconds(1));

    private TestHotWars() {}

    public static HotWars over(WarViews wars, Scoreboard scores, Ticker ticker) {
        return new RememberedWars(wars, scores, SETTINGS, ticker);
    }

    /// Of a node that asks the store each time.
    public static HotWars thatForgets(WarViews wars, Scoreboard scores) {
        var off = new HotWarSettings(false, SETTINGS.warsMax(), SETTINGS.maxAge());
        return new RememberedWars(wars, scores, off, () -> 0);
    }

    /// Of which only wars are read.
    public static HotWars warsOf(WarViews wars, Ticker ticker) {
        return over(wars, new NoScores(), ticker);
    }

    /// Of which only scores and stats are read.
    public static HotWars scoresOf(Scoreboard scores, Ticker ticker) {
        return over(new NoWars(), scores, ticker);
    }

    private static final class NoWars implements WarViews {
        @Override
        public Mono<WarView> find(WarId id) {
            return Mono.empty();
        }

        @Override
        public Mono<Page<WarView>> list(Filter filter, PageRequest page) {
            return Mono.just(new Page<>(List.of(), null));
        }

        @Override
        public Mono<Page<ParticipantView>> participants(WarId war, PageRequest page) {
            return Mono.just(new Page<>(List.of(), null));
        }

        @Override
        public Mono<List<ContestedLand>> territories(WarId war) {
            return Mono.just(List.of());
        }

        @Override
        public Mono<List<LoggedEvent>> eventsAfter(WarId war, @Nullable ClanId reader, long afterSeq, int limit) {
            return Mono.just(List.of());
        }
    }

    private static final class NoScores implements Scoreboard {
        @Override
        public Mono<WarScore> score(WarId war) {
            return Mono.empty();
        }

        @Override
        public Mono<Stats> stats(WarId war) {
            return Mono.empty();
        }

        @Override
        public Mono<Map<PlayerId, Tally>> players(WarId war, Collection<PlayerId> players) {
            return Mono.just(Map.of());
        }
    }
}
