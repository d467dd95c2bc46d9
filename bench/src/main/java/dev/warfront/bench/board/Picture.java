package dev.warfront.bench.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws a scene: as a coloured picture for a terminal, or as one plain line.
final class Picture {
    private static final int BAR = 34;
    private static final String RED = "\u001b[38;5;203m";
    private static final String BLUE = "\u001b[38;5;75m";
    private static final String GOLD = "\u001b[38;5;221m";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String OFF = "\u001b[0m";

    private Picture() {}

    static String line(Scene scene, Instant now) {
        var points = scene.points();
        var counts = scene.counts();
        return String.format(
                Locale.ROOT,
                "%-11s %3ds | %s %,d : %,d %s | sent %,d (%d/s) accepted %,d duplicates %,d rejected %,d | battles %d captures %d | %s",
                scene.phase(),
                scene.left(now).toSeconds(),
                scene.attacker(),
                points.attacker(),
                points.defender(),
                scene.defender(),
                scene.sent(),
                scene.perSecond(),
                counts.accepted(),
                counts.duplicates(),
                counts.rejected(),
                scene.fights().size(),
                scene.captures(),
                String.join(", ", scene.streams().stream().map(Picture::brief).toList()));
    }

    static List<String> lines(Scene scene, Instant now) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(head(scene, now));
        lines.add("");
        var most =
                Math.max(1, Math.max(scene.points().attacker(), scene.points().defender()));
        lines.add(side(RED, "attacker", scene.attacker(), scene.points().attacker(), most));
        lines.add(side(BLUE, "defender", scene.defender(), scene.points().defender(), most));
        lines.add("");
        lines.add(events(scene));
        scene.fights().forEach(fight -> lines.add(fight(fight)));
        scene.streams().forEach(stream -> lines.add(stream(stream)));
        lines.add("");
        return lines;
    }

    private static String head(Scene scene, Instant now) {
        return String.format(
                Locale.ROOT,
                "  %s%sWARFRONT%s   %s%-11s%s %s %4.1f s",
                BOLD,
                GOLD,
                OFF,
                BOLD,
                scene.phase(),
                OFF,
                DIM + bar(1 - scene.passed(now)) + OFF,
                scene.left(now).toMillis() / 1_000.0);
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

    private static String events(Scene scene) {
        var counts = scene.counts();
        return String.format(
                Locale.ROOT,
                "  %sevents%s   %,d sent  %s%d/s%s   accepted %,d  duplicates %,d  rejected %,d   captures %s%d%s",
                DIM,
                OFF,
                scene.sent(),
                BOLD,
                scene.perSecond(),
                OFF,
                counts.accepted(),
                counts.duplicates(),
                counts.rejected(),
                GOLD,
                scene.captures(),
                OFF);
    }

    private static String fight(Scene.Fight fight) {
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

    private static String stream(Scene.Stream stream) {
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

    private static String brief(Scene.Stream stream) {
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
