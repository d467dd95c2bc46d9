package dev.warfront.score.kafka;

import dev.warfront.score.CreditedPlayers;
import dev.warfront.score.LiveFrames;
import dev.warfront.score.LiveScores;
import dev.warfront.score.ScoreFeed;
import dev.warfront.score.TotalsFeed;
import dev.warfront.score.stream.LocalScores;
import org.springframework.stereotype.Component;

/// Where committed scores go.
@Component
record PipelineOutputs(
        LiveScores live,
        ScoreFeed feed,
        LocalScores local,
        LiveFrames frames,
        TotalsFeed totals,
        CreditedPlayers credited) {}
