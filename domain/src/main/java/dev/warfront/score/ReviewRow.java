package dev.warfront.score;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event that was refused, kept for review with its reason. Never counted.
///
/// @param index its place in its record, from 0
/// @param war the war it names, by its content or else by its key; null when it names none
/// @param counted true when it stands in the rejected count of that war
/// @param eventId null when not even that could be read
/// @param detail what is wrong, where the code alone does not say it
/// @param field which of its fields is at fault; null when none is
/// @param server the game server that its record says it is of; null when it says none
/// @param signed whether that server has signed it, or the program; else anybody may have named it
public record ReviewRow(
        int partition,
        long offset,
        int index,
        @Nullable WarId war,
        boolean counted,
        @Nullable UUID eventId,
        ScoreCode code,
        @Nullable String detail,
        @Nullable FaultyField field,
        @Nullable UUID server,
        boolean signed,
        @Nullable String type,
        @Nullable PlayerId player,
        @Nullable Instant occurredAt,
        Instant receivedAt,
        long payloadHash,
        RawRecord raw) {
    /// Of a refused event, with whatever could be read of it.
    static ReviewRow of(LogRecord record, Rejection rejection, boolean counted) {
        var named = named(record);
        return new ReviewRow(
                record.partition(),
                record.offset(),
                record.index(),
                counted ? record.key() : named.war(),
                counted,
                named.eventId(),
                rejection.code(),
                named.detail(),
                rejection.field(),
                RecordSignature.serverOf(record.raw()),
                record.proof() != LogRecord.Proof.NONE,
                named.type(),
                named.player(),
                named.occurredAt(),
                record.appendedAt(),
                named.hash(),
                record.raw());
    }

    /// Of a record that nobody decided on. It stands in no count, and when it was received is not known: it is
    /// said to be when it stopped its partition.
    public static ReviewRow skipped(PartitionStop stop) {
        return new ReviewRow(
                stop.partition(),
                stop.offset(),
                0,
                stop.war(),
                false,
                null,
                ScoreCode.SCORE_SKIPPED,
                stop.reason() + ": " + stop.detail(),
                null,
                RecordSignature.serverOf(stop.record()),
                false,
                null,
                null,
                null,
                stop.since(),
                0,
                stop.record());
    }

    /// Of its bytes only what is published: nothing, unless it is a dead letter.
    ReviewRow asPublished() {
        return with(code.isDeadLetter() ? raw.asPublished() : RawRecord.NONE);
    }

    /// Of its bytes nothing.
    ReviewRow withoutBytes() {
        return with(RawRecord.NONE);
    }

    /// Of its bytes only the beginning, which is what the store keeps.
    public ReviewRow asKept() {
        return with(raw.asKept());
    }

    private ReviewRow with(RawRecord other) {
        return new ReviewRow(
                partition,
                offset,
                index,
                war,
                counted,
                eventId,
                code,
                detail,
                field,
                server,
                signed,
                type,
                player,
                occurredAt,
                receivedAt,
                payloadHash,
                other);
    }

    private static Named named(LogRecord record) {
        return switch (record.event()) {
            case ParsedEvent.Malformed(var eventId, var detail, var _) ->
                new Named(record.key(), eventId, detail, null, null, null, 0);
            case ParsedEvent.Reported(var event) ->
                new Named(
                        event.war(),
                        event.eventId(),
                        null,
                        event.type(),
                        event.player(),
                        event.occurredAt(),
                        event.payloadHash());
            case ParsedEvent.Captured(var capture, var _) ->
                new Named(
                        capture.war(),
                        capture.eventId(),
                        null,
                        ScoreType.TERRITORY_CAPTURE.name(),
                        null,
                        capture.occurredAt(),
                        PayloadHash.of(capture));
            case ParsedEvent.CutOff(var war) -> new Named(war, null, null, "CUT_OFF", null, null, 0);
        };
    }

    private record Named(
            @Nullable WarId war,
            @Nullable UUID eventId,
            @Nullable String detail,
            @Nullable String type,
            @Nullable PlayerId player,
            @Nullable Instant occurredAt,
            long hash) {}
}
