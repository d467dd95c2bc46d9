package dev.warfront.score.http;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.NameOf;
import dev.warfront.score.EventVerdict;
import dev.warfront.score.ScoreCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of an event over HTTP.
///
/// @param code why it was refused; null unless it was
/// @param field of the event that is at fault; null when none is
/// @param points of all its rows together; null when it was refused, as seq and rows
/// @param seq of its first row in the ledger
/// @param rows from that one on: one, and one for each player of a shared objective
/// @param occurredAt as it counts, never after its receipt; of a refused one as its sender said
/// @param receivedAt with partition, offset and index its place in the log
record VerdictJson(
        @Nullable UUID eventId,
        UUID warId,
        @NameOf(Status.class) String status,
        @Nullable @NameOf(ScoreCode.class) String code,
        @Nullable String field,
        @Nullable String detail,
        @Nullable String type,
        @Nullable Long points,
        @Nullable Long seq,
        @Nullable Integer rows,
        @Nullable Instant occurredAt,
        Instant receivedAt,
        int partition,
        long offset,
        int index) {
    static VerdictJson of(WarId war, EventVerdict verdict) {
        return switch (verdict) {
            case EventVerdict.Accepted accepted -> accepted(accepted);
            case EventVerdict.Refused refused -> refused(war, refused);
        };
    }

    /// How it was decided.
    enum Status {
        ACCEPTED,
        REJECTED
    }

    /// Of what there is a list.
    enum ListedStatus {
        REJECTED
    }

    private static VerdictJson accepted(EventVerdict.Accepted event) {
        var place = event.place();
        return new VerdictJson(
                event.eventId(),
                event.war().value(),
                Status.ACCEPTED.name(),
                null,
                null,
                null,
                event.type().name(),
                event.points(),
                event.seq(),
                event.rows(),
                event.occurredAt(),
                place.receivedAt(),
                place.partition(),
                place.offset(),
                place.index());
    }

    private static VerdictJson refused(WarId war, EventVerdict.Refused event) {
        var place = event.place();
        return new VerdictJson(
                event.eventId(),
                war.value(),
                Status.REJECTED.name(),
                event.code().name(),
                RefusedJson.field(event),
                event.detail(),
                event.type(),
                null,
                null,
                null,
                event.occurredAt(),
                place.receivedAt(),
                place.partition(),
                place.offset(),
                place.index());
    }

    /// A refused event.
    ///
    /// @param eventId null when not even that could be read
    /// @param warId the war it names; null when it names none
    /// @param serverId of which its record says it is; null when it says none, as all did before that was kept
    /// @param signed whether that server has signed it; else anybody may have named it
    record RefusedJson(
            @Nullable UUID eventId,
            @Nullable UUID warId,
            @NameOf(ScoreCode.class) String code,
            @Nullable String field,
            @Nullable String detail,
            @Nullable String type,
            @Nullable Instant occurredAt,
            @Nullable UUID serverId,
            boolean signed,
            Instant receivedAt,
            int partition,
            long offset,
            int index) {
        static RefusedJson of(EventVerdict.Refused event) {
            var war = event.war();
            var place = event.place();
            return new RefusedJson(
                    event.eventId(),
                    war == null ? null : war.value(),
                    event.code().name(),
                    field(event),
                    event.detail(),
                    event.type(),
                    event.occurredAt(),
                    event.server(),
                    event.signed(),
                    place.receivedAt(),
                    place.partition(),
                    place.offset(),
                    place.index());
        }

        private static @Nullable String field(EventVerdict.Refused event) {
            var field = event.field();
            return field == null ? null : field.wireName();
        }
    }

    /// Refused events of a war, in the order in which they were decided.
    ///
    /// @param nextAfter what to ask next with; where nothing was new, what was asked
    record RefusalsJson(List<RefusedJson> items, @Nullable String nextAfter) {
        static RefusalsJson of(List<EventVerdict.Refused> refused, @Nullable String after) {
            return new RefusalsJson(
                    refused.stream().map(RefusedJson::of).toList(),
                    refused.isEmpty() ? after : AfterParameter.of(refused.getLast()));
        }
    }

    /// What names a server and stands in no war's count, the newest first.
    ///
    /// @param counts of the newest 10 000
    /// @param nextCursor asks for the next page; null on the last
    record UncountedJson(
            List<CodeCountJson> counts,
            List<RefusedJson> items,
            @Nullable String nextCursor) {
        static UncountedJson of(Map<ScoreCode, Long> counts, Page<EventVerdict.Refused> page) {
            return new UncountedJson(
                    counts.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(each -> new CodeCountJson(each.getKey().name(), each.getValue()))
                            .toList(),
                    page.items().stream().map(RefusedJson::of).toList(),
                    page.nextCursor());
        }
    }

    /// How many were refused for one reason.
    record CodeCountJson(@NameOf(ScoreCode.class) String code, long count) {}
}
