package dev.warfront.score.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Answer.ListJson;
import dev.warfront.kernel.http.NameOf;
import dev.warfront.kernel.http.Refuses;
import dev.warfront.score.PartitionStop;
import dev.warfront.score.PartitionStops;
import dev.warfront.score.ScoreRefusal;
import dev.warfront.score.SkipRecord;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Administrators look at partitions of the score log that do not go on by themselves, and let them go on.
@RestController
@RequestMapping("/api/v1/admin/score/partitions")
final class ScorePartitionController {
    private final PartitionStops stops;
    private final SkipRecord skipRecord;
    private final ScoreProblems problems;

    ScorePartitionController(PartitionStops stops, SkipRecord skipRecord, ScoreProblems problems) {
        this.stops = stops;
        this.skipRecord = skipRecord;
        this.problems = problems;
    }

    /// Partitions of the score log that do not go on by themselves.
    @GetMapping
    @Allow(Role.ADMIN)
    Mono<ResponseEntity<ListJson<StoppedPartitionJson>>> listStoppedPartitions() {
        return stops.all().map(all -> Answer.items(all, StoppedPartitionJson::of));
    }

    /// Lets a partition go on behind the record before which it stands.
    @PostMapping("/{partition}/skip")
    @Allow(Role.ADMIN)
    @Refuses({ScoreRefusal.NotStopped.class, ScoreRefusal.StoppedElsewhere.class, ScoreRefusal.LogLost.class})
    Mono<ResponseEntity<StoppedPartitionJson>> skipRecord(
            @PathVariable int partition, @Valid @RequestBody SkipRecordJson body, Caller caller) {
        return skipRecord
                .skip(caller.id(), partition, body.offset(), body.reason())
                .map(problems::valueOf)
                .map(StoppedPartitionJson::of)
                .map(Answer::ok);
    }

    /// The record to go on behind, and why.
    ///
    /// @param offset of the record before which the partition stands
    record SkipRecordJson(
            @NotNull Long offset, @NotBlank @Size(max = 200) String reason) {}

    /// A partition of the score log that does not go on by itself.
    ///
    /// @param offset of the record before which it stands
    /// @param warId the war its key names; null when that is none
    /// @param valueBytes length of its value
    record StoppedPartitionJson(
            int partition,
            long offset,
            @NameOf(PartitionStop.Reason.class) String reason,
            String detail,
            Instant since,
            @Nullable UUID warId,
            int valueBytes) {
        static StoppedPartitionJson of(PartitionStop stop) {
            var value = stop.record().value();
            return new StoppedPartitionJson(
                    stop.partition(),
                    stop.offset(),
                    stop.reason().name(),
                    stop.detail(),
                    stop.since(),
                    stop.war() == null ? null : stop.war().value(),
                    value == null ? 0 : value.length);
        }
    }
}
