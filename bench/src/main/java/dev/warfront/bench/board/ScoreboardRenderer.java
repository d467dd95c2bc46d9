package dev.warfront.bench.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Renders the scoreboard: coloured for a terminal, or as one plain line.
final class ScoreboardRenderer {
    private static final int BAR = 34;
    private static final String RED = "\u001b[38;5;203m";
    private static final String BLUE = "\u001b[38;5;75m";
    private static final String GOLD = "\u001b[38;5;221m";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String OFF = "\u001b[0m";

    private ScoreboardRenderer() {}

    static String line(ScoreboardState state, Instant now) {
        var points = state.points();
        var counts = state.counts();
        return String.format(
                Locale.ROOT,
                "%-11s %3ds | %s %,d : %,d %s | sent %,d (%d/s) accepted %,d duplicates %,d rejected %,d | battles %d captures %d | %s",
                state.phase(),
                state.left(now).toSeconds(),
                state.attacker(),
                points.attacker(),
                points.defender(),
                state.defender(),
                state.sent(),
                state.perSecond(),
                counts.accepted(),
                counts.duplicates(),
                counts.rejected(),
                state.fights().size(),
                state.captures(),
                String.join(
                        ", ",
                        state.streams().stream().map(ScoreboardRenderer::brief).toList()));
    }

    static List<String> lines(ScoreboardState state, Instant now) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(head(state, now));
        lines.add("");
        var most =
                Math.max(1, Math.max(state.points().attacker(), state.points().defender()));
        lines.add(side(RED, "attacker", state.attacker(), state.points().attacker(), most));
        lines.add(side(BLUE, "defender", state.defender(), state.points().defender(), most));
        lines.add("");
        lines.add(events(state));
        state.fights().forEach(fight -> lines.add(fight(fight)));
        state.streams().forEach(stream -> lines.add(stream(stream)));
        lines.add("");
        return lines;
    }

    private static String head(ScoreboardState state, Instant now) {
        return String.format(
                Locale.ROOT,
                "  %s%sWARFRONT%s   %s%-11s%s %s %4.1f s",
                BOLD,
                GOLD,
                OFF,
                BOLD,
                state.phase(),
                OFF,
                DIM + bar(1 - state.passed(now)) + OFF,
                state.left(now).toMillis() / 1_000.0);
    }

    private static String side(String colour, String role, String name, long points, long most) {
        return String.format(
                Locale.ROOT,
                "  %s%-8s%s %s%-24s%s %s%,8d%s  %s%s%s",
                DIM,
                role,
                OFF,
                BOLD,
                shortened(name),
                OFF,
                BOLD,
                points,
                OFF,
                colour,
                bar((double) Math.max(0, points) / most),
                OFF);
    }

    private static String events(ScoreboardState state) {
        var counts = state.counts();
        return String.format(
                Locale.ROOT,
                "  %sevents%s   %,d sent  %s%d/s%s   accepted %,d  duplicates %,d  rejected %,d   captures %s%d%s",
                DIM,
                OFF,
                state.sent(),
                BOLD,
                state.perSecond(),
                OFF,
                counts.accepted(),
                counts.duplicates(),
                counts.rejected(),
                GOLD,
                state.captures(),
                OFF);
    }

    private static String fight(ScoreboardState.Fight fight) {
        return String.format(
                "  %sbattle%s   %-24s %13s  %s",
                DIM,
                OFF,
                shortened(fight.land()),
                fight.score(),
                fight.result()
                        .map(winner -> winner + (fight.captured() ? GOLD + "  captured" + OFF : ""))
                        .orElse(GOLD + "fighting" + OFF));
    }

    private static String stream(ScoreboardState.Stream stream) {
        return String.format(
                Locale.ROOT,
                "  %sstream%s   %-10s seq %,d  gaps %d  reconnects %d  frame age p50 %d ms  p99 %d ms",
                DIM,
                OFF,
                stream.title(),
                stream.seq(),
                stream.gaps(),
                stream.breaks(),
                stream.p50(),
                stream.p99());
    }

    private static String brief(ScoreboardState.Stream stream) {
        return stream.title() + " seq " + stream.seq() + (stream.gaps() == 0 ? "" : " GAPS " + stream.gaps());
    }

    private static String shortened(String name) {
        return name.length() <= 24 ? name : name.substring(0, 23) + "…";
    }

    private static String bar(double part) {
        var full = (int) Math.round(Math.clamp(part, 0, 1) * BAR);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }
}
