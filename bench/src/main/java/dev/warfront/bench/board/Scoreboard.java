package dev.warfront.bench.board;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// Shows the war on its own thread until it is closed: four times a second in place, or a line a second.
public final class Scoreboard implements AutoCloseable {
    private static final Duration LIVE = Duration.ofMillis(250);
    private static final Duration PLAIN = Duration.ofSeconds(1);

    private final Display display;
    private final Supplier<ScoreboardState> states;
    private final Thread painter;
    private volatile boolean closed;
    private int drawn;

    /// @param states asked for at each drawing
    public Scoreboard(Display display, Supplier<ScoreboardState> states) {
        this.display = display.here();
        this.states = states;
        this.painter = Thread.ofVirtual().name("scoreboard").unstarted(this::run);
    }

    /// Begins to show.
    public void show() {
        painter.start();
    }

    /// Draws once more and stops.
    @Override
    public void close() {
        closed = true;
        painter.interrupt();
        try {
            painter.join(PLAIN);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        draw();
    }

    private void run() {
        try {
            while (!closed && display != Display.NONE) {
                draw();
                Thread.sleep(display == Display.LIVE ? LIVE : PLAIN);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void draw() {
        switch (display) {
            case LIVE -> redraw();
            case PLAIN -> System.out.println(ScoreboardRenderer.line(states.get(), Instant.now()));
            case NONE, AUTOMATIC -> {}
        }
    }

    private void redraw() {
        var lines = ScoreboardRenderer.lines(states.get(), Instant.now());
        var frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\u001b[").append(drawn).append('F');
        }
        lines.forEach(line -> frame.append("\u001b[2K").append(line).append('\n'));
        frame.append("\u001b[0J");
        drawn = lines.size();
        System.out.print(frame);
        System.out.flush();
    }
}
