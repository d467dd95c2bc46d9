package dev.warfront.score.http;

import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.Problems;
import dev.warfront.kernel.http.Violation;
import dev.warfront.score.ScoreRefusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Refusals of scores over HTTP. Source: docs/errors.md.
@Component
final class ScoreProblems implements Problems<ScoreRefusal> {
    @Override
    public Class<ScoreRefusal> refusals() {
        return ScoreRefusal.class;
    }

    @Override
    public Problem of(ScoreRefusal refusal) {
        return switch (refusal) {
            case ScoreRefusal.UnknownServer _ -> Problem.with(HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
            case ScoreRefusal.UnknownWar _ -> Problem.with(HttpStatus.NOT_FOUND, "WAR_NOT_FOUND");
            case ScoreRefusal.UnknownEvent _ -> Problem.with(HttpStatus.NOT_FOUND, "SCORE_EVENT_NOT_FOUND");
            case ScoreRefusal.NotStopped _ -> Problem.with(HttpStatus.NOT_FOUND, "SCORE_PARTITION_NOT_STOPPED");
            case ScoreRefusal.StoppedElsewhere(var offset) ->
                Problem.with(HttpStatus.CONFLICT, "SCORE_PARTITION_OFFSET").extra("offset", offset);
            case ScoreRefusal.LogLost(var reason) ->
                Problem.with(HttpStatus.CONFLICT, "SCORE_PARTITION_LOG_LOST").extra("reason", reason);
            case ScoreRefusal.BatchSize _ -> Problem.invalid(Violation.SIZE, "events");
        };
    }
}
